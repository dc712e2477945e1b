namespace MaskSharp.Evaluator.Commands;

/// <summary>What a folder that does not exist yet gives.</summary>
internal enum WhenMissing
{
    Error,
    Warning,
    Skip,
}
