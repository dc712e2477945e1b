using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Running;

public sealed class MultiOrganTests : IDisposable
{
    private readonly Sample _sample = new("MultiOrgan");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Made_patients_are_learned_and_judged_by_overlap_and_surfaces()
    {
        var output = _sample.Run("--epochs", "2", "--atlas", _folder["nothing"], "--out", _folder["eval"]);
        Assert.Contains("made of a head of ellipsoids", output, StringComparison.Ordinal);
        Assert.Equal(["P07.nii.gz", "P08.nii.gz"], _folder.Files("eval/predictions"));
        Assert.Equal(["P07.nii.gz", "P08.nii.gz"], _folder.Files("eval/labels"));

        // Two epochs are too few for the sample's own bounds: the gate says so, with every figure it was asked for.
        var (exitCode, build, report) = _sample.Judge("organs", _folder["reports"], $"SampleEvaluation={_folder["eval"]}");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error MASK2003: gate 'organs'", build, StringComparison.Ordinal);
        var summary = report.GetProperty("summary");
        Assert.Equal(2, summary.GetProperty("cases").GetInt32());
        Assert.InRange(summary.GetProperty("dice").GetProperty("mean").GetDouble(), 0.05, 1);
        Assert.InRange(summary.GetProperty("normalizedSurfaceDice").GetProperty("mean").GetDouble(), 0, 1);
        Assert.Equal(4, report.GetProperty("classes").GetArrayLength());
    }

    public void Dispose() => _folder.Dispose();
}
