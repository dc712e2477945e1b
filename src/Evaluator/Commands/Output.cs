using System.Text;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Writes findings and lines. For a build, findings take MSBuild's canonical form; for a person they go to the error stream.</summary>
internal sealed class Output : IDisposable
{
    // A folder of thousands of unmatched files is one mistake, not thousands.
    private const int ShownPerCode = 20;

    private readonly StreamWriter _out;
    private readonly StreamWriter _error;
    private readonly Dictionary<string, int> _shown = [];
    private IOException? _fault;

    public Output(Stream output, Stream error)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _out = new StreamWriter(output, utf8, leaveOpen: true);
        _error = new StreamWriter(error, utf8, leaveOpen: true);
    }

    /// <summary>Findings are for MSBuild.</summary>
    public bool ForMsBuild { get; set; }

    /// <summary>Where in the project file the gate stands, such as "app.csproj(12)".</summary>
    public string? Origin { get; set; }

    public void Line(string text) => Put(_out, OneLine(text) + "\n");

    /// <summary>Text of several lines, as it is.</summary>
    public void Text(string text) => Put(_out, text);

    /// <summary>The one line that ends every run.</summary>
    public void Closing(string text)
    {
        foreach (var (code, shown) in _shown)
        {
            if (shown > ShownPerCode) Write(Finding.Error(code, FormattableString.Invariant($"and {shown - ShownPerCode} more of the same kind")));
        }
        Put(_out, $"MaskSharp: {OneLine(text)}\n");
    }

    public void Tell(Finding finding)
    {
        var shown = _shown.GetValueOrDefault(finding.Code) + 1;
        _shown[finding.Code] = shown;
        if (shown <= ShownPerCode) Write(finding);
    }

    /// <summary>Hands on all that was written.</summary>
    /// <returns>Whether all of it arrived; if not, the error stream says so as far as it can.</returns>
    public bool Flush()
    {
        foreach (var writer in new[] { _out, _error })
        {
            try
            {
                writer.Flush();
            }
            catch (IOException e)
            {
                _fault ??= e;
            }
        }
        if (_fault is null) return true;
        try
        {
            _error.Write($"error {Codes.NotWritten}: what the program says can't be written where it is redirected to: {WriteFault.Why("", _fault)}\n");
            _error.Flush();
        }
        catch (IOException)
        {
            // Then the exit code alone says it.
        }
        return false;
    }

    // The streams are the caller's, and the writers hold nothing else.
    public void Dispose() => Flush();

    private void Write(Finding finding)
    {
        var text = $"{(finding.Severity == Severity.Error ? "error" : "warning")} {finding.Code}: {OneLine(finding.Message)}";
        var origin = finding.File ?? Origin;
        if (ForMsBuild) Put(_out, $"{OneLine(origin ?? "MaskSharp")} : {text}\n");
        else Put(_error, origin is null ? text + "\n" : $"{OneLine(origin)}: {text}\n");
    }

    // Whoever redirects the lines to a full disk still gets the reports, and the truth by the exit code.
    private void Put(StreamWriter writer, string text)
    {
        try
        {
            writer.Write(text);
        }
        catch (IOException e)
        {
            _fault ??= e;
        }
    }

    // File names may hold line breaks; a finding is one line.
    private static string OneLine(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });
}
