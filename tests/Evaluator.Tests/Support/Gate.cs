using System.Text.Json;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A gate on two folders of a test's own.</summary>
internal sealed class Gate : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Predictions => _folder["pred"];

    public string GroundTruth => _folder["truth"];

    public string Stamp => _folder["obj/gate.stamp"];

    public string Json => _folder["out/report.json"];

    public string Html => _folder["out/report.html"];

    public string this[string relative] => _folder[relative];

    /// <summary>Adds a case of 8-bit grey masks, one string a row; "1" stands for the value <paramref name="one"/>.</summary>
    public Gate Case(string name, string[] predicted, string[] actual, int one = 255)
    {
        _folder.WriteMask($"pred/{name}.png", one, predicted);
        _folder.WriteMask($"truth/{name}.png", one, actual);
        return this;
    }

    public Gate Prediction(string name, byte[] content)
    {
        _folder.Write($"pred/{name}", content);
        return this;
    }

    public Gate Truth(string name, byte[] content)
    {
        _folder.Write($"truth/{name}", content);
        return this;
    }

    /// <summary>Runs the gate as a build does, with a report and without a stamp.</summary>
    public Cli Run(params string[] options) =>
        Cli.Run(["evaluate", "--gate", "g", "--predictions", Predictions, "--ground-truth", GroundTruth, "--report-dir", _folder["out"], "--msbuild", "--origin", "app.csproj(7)", .. options]);

    /// <summary>The JSON report of the last run.</summary>
    public JsonElement Report() => JsonDocument.Parse(File.ReadAllBytes(Json)).RootElement;

    public double Figure(string metric, string statistic) => Report().GetProperty("summary").GetProperty(metric).GetProperty(statistic).GetDouble();

    public void Dispose() => _folder.Dispose();
}
