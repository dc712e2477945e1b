using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Running;

public sealed class GateOnlyTests : IDisposable
{
    private readonly Sample _sample = new("GateOnly");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_committed_masks_pass()
    {
        var (exitCode, output, report) = _sample.Judge("lesions", _folder["reports"]);
        Assert.True(exitCode == 0, output);
        Assert.Contains("gate 'lesions' passed on 6 cases", output, StringComparison.Ordinal);
        Assert.Equal("passed", report.GetProperty("verdict").GetString());
        Assert.InRange(report.GetProperty("summary").GetProperty("dice").GetProperty("mean").GetDouble(), 0.85, 0.99);
        Assert.Equal(["report.html", "report.json", "report.junit.xml"], _folder.Files("reports/lesions"));
    }

    [Fact]
    public void A_higher_bound_fails()
    {
        var (exitCode, output, report) = _sample.Judge("lesions", _folder["reports"], "SegmentationGateMinDice=0.99");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("GateOnly.csproj(11): error MASK2001: gate 'lesions'", output, StringComparison.Ordinal);
        Assert.Equal("failed", report.GetProperty("verdict").GetString());
    }

    [Fact]
    public void There_is_no_torch_in_it()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(_sample.Program)!, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => _folder.Dispose();
}
