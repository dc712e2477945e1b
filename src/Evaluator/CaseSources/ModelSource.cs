using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Models;
using MaskSharp.Evaluator.Models.Pictures;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Predictions that a model makes of images, in a process of its own, and truth in a folder.</summary>
internal sealed class ModelSource(PredictOptions options, IReadOnlyList<string> arguments, ProgramHost host, string groundTruth, WorkFolder work) : ICaseSource
{
    private IReadOnlyList<MaskFile> _images = [];
    private IReadOnlyList<MaskFile> _actual = [];

    public string Predictions => options.Output;

    public string GroundTruth => groundTruth;

    public IEnumerable<string> SettingTexts => [groundTruth, .. arguments];

    public IReadOnlyList<MaskFile>[] Files => [[MaskFile.At(options.Model)], _images, _actual, host.Dependencies];

    public Absence? FindAbsence()
    {
        ModelLoader.CheckKind(options.Model);
        if (File.Exists(options.Images)) throw new UsageException($"{options.Spelling.Name("--images")} is the file {options.Images}; it is to be a folder");
        if (File.Exists(groundTruth)) throw new UsageException($"{options.Spelling.Name("--ground-truth")} is the file {groundTruth}; it is to be a folder");
        if (!File.Exists(options.Model)) return new Absence($"the model {options.Model} does not exist", "run the program that trains it");
        if (!Directory.Exists(options.Images)) return new Absence($"the images' folder {options.Images} does not exist", null);
        if (!Directory.Exists(groundTruth)) return new Absence($"the ground truth's folder {groundTruth} does not exist", null);

        _images = PictureFolder.List(options.Images);
        _actual = Folders.List(groundTruth);
        if (_images.Count == 0) return new Absence($"the images' folder {options.Images} holds no images", null);
        return _actual.Count == 0 ? new Absence($"the ground truth's folder {groundTruth} holds no masks", null) : null;
    }

    public IReadOnlyList<CasePair> Pairs(List<Finding> findings, List<string> notes, SourceRun run)
    {
        work.Clear();
        findings.AddRange(PredictProcess.Run(options, [.. arguments, "--out=" + options.Output], host, work.Path, run));
        if (findings.Count > 0) return [];
        notes.Add($"the predictions were made by the model {options.Model} of the images in {options.Images}");
        return CasePairing.Pair(Folders.List(options.Output), _actual, findings, notes);
    }

    public void Dispose() => work.Dispose();
}
