using System.Text;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Writes findings and lines. For a build, findings take MSBuild's canonical form; for a person they go to the error stream.</summary>
internal sealed class Output : IDisposable
{
    // A folder of thousands of unmatched files is one mistake, not thousands.
    private const int ShownPerCode = 20;

    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly Dictionary<string, int> _shown = [];

    public Output(Stream output, Stream error)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _out = new StreamWriter(output, utf8, leaveOpen: true) { NewLine = "\n" };
        _error = new StreamWriter(error, utf8, leaveOpen: true) { NewLine = "\n" };
    }

    /// <summary>Findings are for MSBuild.</summary>
    public bool ForMsBuild { get; set; }

    /// <summary>Where in the project file the gate stands, such as "app.csproj(12)".</summary>
    public string? Origin { get; set; }

    public void Line(string text) => _out.WriteLine(OneLine(text));

    /// <summary>Text of several lines, as it is.</summary>
    public void Text(string text) => _out.Write(text);

    /// <summary>The one line that ends every run.</summary>
    public void Closing(string text)
    {
        foreach (var (code, shown) in _shown.Where(entry => entry.Value > ShownPerCode))
            Write(Finding.Error(code, FormattableString.Invariant($"and {shown - ShownPerCode} more of the same kind")));
        _out.WriteLine("MaskSharp: " + OneLine(text));
    }

    public void Tell(Finding finding)
    {
        var shown = _shown.GetValueOrDefault(finding.Code) + 1;
        _shown[finding.Code] = shown;
        if (shown <= ShownPerCode) Write(finding);
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    private void Write(Finding finding)
    {
        var text = $"{(finding.Severity == Severity.Error ? "error" : "warning")} {finding.Code}: {OneLine(finding.Message)}";
        var origin = finding.File ?? Origin;
        if (ForMsBuild) _out.WriteLine($"{OneLine(origin ?? "MaskSharp")} : {text}");
        else _error.WriteLine(origin is null ? text : $"{OneLine(origin)}: {text}");
    }

    // File names may hold line breaks; a finding is one line.
    private static string OneLine(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });
}
