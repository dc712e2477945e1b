using MaskSharp;
using MultiOrgan.Model;
using MultiOrgan.Volumes;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiOrgan;

/// <summary>Predicts patients, scores overlap and surfaces, and writes the volumes that the gate reads.</summary>
internal sealed class Evaluation(OrganNet network, string folder)
{
    private const double ToleranceMillimetres = 4;

    private readonly SegmentationMeter _meter = OrganNet.CreateMeter();
    private readonly SegmentationMeter _regions = new(Organ.Regions.Count, ScoreOptions.Default);
    private readonly List<SurfaceDistances[]> _surfaces = [];

    /// <summary>Overlap of each class, over all patients so far.</summary>
    public SegmentationScores Scores => _meter.Compute();

    /// <summary>Overlap of each region.</summary>
    public SegmentationScores Regions => _regions.Compute();

    /// <summary>Adds one patient.</summary>
    public void Add(Patient patient)
    {
        using var scope = NewDisposeScope();
        network.eval();
        using var noGradient = no_grad();
        var logits = network.call(patient.Image)[0];
        _meter.Update(OrganNet.CountPixels(logits, patient.Labels));

        var predicted = logits.argmax(1).to(uint8).contiguous().data<byte>().ToArray();
        var truth = patient.Labels.to(uint8).contiguous().data<byte>().ToArray();
        _regions.Update(PixelCounts.FromLabels<byte>(predicted, truth, Organ.Regions));
        _surfaces.Add([.. Enumerable.Range(1, 3).Select(organ => Surfaces(predicted, truth, (byte)organ))]);
        Write("predictions", patient.Id, predicted);
        Write("labels", patient.Id, truth);
    }

    /// <summary>Mean Hausdorff distance (95 %) in millimetres and mean surface Dice of a class.</summary>
    public (double Hausdorff95, double SurfaceDice) Surface(int organ) =>
        (_surfaces.Average(s => s[organ - 1].Hausdorff95), _surfaces.Average(s => s[organ - 1].NormalizedSurfaceDice(ToleranceMillimetres)));

    private static SurfaceDistances Surfaces(byte[] predicted, byte[] truth, byte organ) => SurfaceDistances.Between(
        [.. predicted.Select(v => v == organ ? (byte)1 : (byte)0)], [.. truth.Select(v => v == organ ? (byte)1 : (byte)0)],
        [.. Patient.Shape], [.. Patient.Spacing]);

    private void Write(string part, string id, byte[] labels)
    {
        Directory.CreateDirectory(Path.Combine(folder, part));
        NiftiFile.Write(Path.Combine(folder, part, id + ".nii.gz"), labels, [.. Patient.Shape], [.. Patient.Spacing]);
    }
}
