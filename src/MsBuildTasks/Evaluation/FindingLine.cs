using System.Globalization;
using System.Text.RegularExpressions;

namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>A finding as the evaluator writes it, in MSBuild's canonical form: <c>FILE(LINE) : error MASK2001: text</c>.</summary>
/// <param name="File">The file it is about; empty if it is about none.</param>
/// <param name="Line">The line in it, from 1; 0 for the file as a whole.</param>
/// <param name="IsError">Whether it is an error, rather than a warning.</param>
/// <param name="Code">Its code, such as <c>MASK2001</c>.</param>
/// <param name="Text">What it says.</param>
internal sealed record FindingLine(string File, int Line, bool IsError, string Code, string Text)
{
    /// <summary>What stands in place of a file in a finding about none.</summary>
    public const string NoFile = "MaskSharp";

    private static readonly Regex _form = new(
        @"^(?<file>.*?)(\((?<line>\d{1,9})\))? : (?<severity>error|warning) (?<code>MASK\d{4}): (?<text>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The finding that a line of the evaluator's output states; null for any other line.</summary>
    public static FindingLine? TryParse(string line)
    {
        var match = _form.Match(line);
        if (!match.Success)
            return null;

        var file = match.Groups["file"].Value;
        var number = match.Groups["line"];
        return new FindingLine(
            file == NoFile ? "" : file,
            number.Success ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0,
            match.Groups["severity"].Value == "error",
            match.Groups["code"].Value,
            match.Groups["text"].Value);
    }
}
