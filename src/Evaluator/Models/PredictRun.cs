using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Models.Inference;
using MaskSharp.Evaluator.Models.Pictures;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Models;

/// <summary>In the child process: runs a model over the images of a folder, and writes a prediction for each.</summary>
internal static class PredictRun
{
    /// <exception cref="UsageException">A setting can't be used.</exception>
    /// <exception cref="CaseException">The model or an image can't be used.</exception>
    /// <exception cref="OutputException">A prediction can't be written.</exception>
    public static void Run(IReadOnlyList<string> args, HostVoice voice)
    {
        var arguments = Arguments.Parse([.. args.Skip(1)], PredictOptions.OfProcess);
        var options = PredictOptions.Read(arguments, Path.GetFullPath(arguments.Required("--out")), arguments.Has("--labels"));
        var images = PictureFolder.List(options.Images);
        CheckNames(images);
        images = options.PartOf(images);
        try
        {
            using var model = ModelLoader.Load(options.Model);
            var predictor = new Predictor(model, options);
            var done = 0;
            foreach (var image in images)
            {
                var picture = Read(image);
                predictor.Add(picture, scores =>
                {
                    Write(image, picture, scores, options);
                    voice.Progress(++done, images.Count);
                });
            }
            predictor.Flush();
        }
        catch (ModelException e)
        {
            throw new CaseException(Finding.Error(Codes.EvaluatorFailed, $"the model {Path.GetFileName(options.Model)} {e.Message}", options.Model));
        }
    }

    private static void CheckNames(IReadOnlyList<MaskFile> images)
    {
        if (images.GroupBy(image => image.Stem, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is not { } twice) return;
        throw new CaseException(Finding.Error(
            Codes.UnmatchedCase,
            $"case '{twice.Key}' has {twice.Count()} images ({string.Join(", ", twice.Select(image => Path.GetFileName(image.Path)))}); leave one of them in the folder",
            twice.Last().Path));
    }

    private static Picture Read(MaskFile image)
    {
        try
        {
            return PictureReader.Read(image.Path);
        }
        catch (MaskFileException e)
        {
            throw new CaseException(Finding.Error(e.Code, $"the image of case '{image.Key}' {e.Message}", image.Path));
        }
    }

    private static void Write(MaskFile image, Picture picture, ScoreMap scores, PredictOptions options)
    {
        try
        {
            PredictionWriter.Write(Activations.Apply(scores, options), picture, Path.Combine(options.Output, image.Stem));
        }
        catch (ModelException e)
        {
            throw new ModelException($"{e.Message} (case '{image.Key}')");
        }
        catch (MaskFileException e)
        {
            throw new CaseException(Finding.Error(e.Code, $"the prediction of case '{image.Key}' {e.Message}", image.Path));
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw new OutputException($"the prediction of case '{image.Key}' can't be written to {options.Output}: {WriteFault.Why(Path.Combine(options.Output, image.Stem), e)}");
        }
    }
}
