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
    private readonly List<SurfaceScores> _surfaces = [];

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
        _surfaces.Add(OrganNet.MeasureSurfaces(logits, patient.Labels, spacing: [.. Patient.Spacing]));

        var predicted = logits.argmax(1).to(uint8).contiguous().data<byte>().ToArray();
        var truth = patient.Labels.to(uint8).contiguous().data<byte>().ToArray();
        _regions.Update(PixelCounts.FromLabels<byte>(predicted, truth, Organ.Regions));
        Write("predictions", patient.Id, predicted);
        Write("labels", patient.Id, truth);
    }

    /// <summary>Mean Hausdorff distance (95 %) in millimetres and mean surface Dice of a class.</summary>
    public (double Hausdorff95, double SurfaceDice) Surface(int organ)
    {
        var surfaces = SurfaceScores.Concat(_surfaces);
        return (surfaces.Hausdorff95.PerClass[organ], surfaces.NormalizedSurfaceDice(ToleranceMillimetres).PerClass[organ]);
    }

    private void Write(string part, string id, byte[] labels)
    {
        Directory.CreateDirectory(Path.Combine(folder, part));
        NiftiFile.Write(Path.Combine(folder, part, id + ".nii.gz"), labels, [.. Patient.Shape], [.. Patient.Spacing]);
    }
}
