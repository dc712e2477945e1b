namespace MaskSharp.Evaluator.Findings;

/// <summary>Something the user has to know, with a documented code.</summary>
/// <param name="Code">Such as MASK2001.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Message">What is wrong, where, and what to do: one line.</param>
/// <param name="File">The mask file at fault; null for settings and bounds, which stand in the project file.</param>
internal sealed record Finding(string Code, Severity Severity, string Message, string? File = null)
{
    public static Finding Error(string code, string message, string? file = null) => new(code, Severity.Error, message, file);

    public static Finding Warning(string code, string message, string? file = null) => new(code, Severity.Warning, message, file);
}
