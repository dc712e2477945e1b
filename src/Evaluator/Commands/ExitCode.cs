namespace MaskSharp.Evaluator.Commands;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Passed, measured, skipped, or nothing to do.</summary>
    public const int Passed = 0;

    /// <summary>A bound is not met.</summary>
    public const int GateFailed = 1;

    /// <summary>The input or a setting can't be used.</summary>
    public const int BadInput = 2;

    /// <summary>A fault of the program itself.</summary>
    public const int InternalFault = 3;

    /// <summary>The user, or the system, ended the run; what shells make of Ctrl+C.</summary>
    public const int Cancelled = 130;
}
