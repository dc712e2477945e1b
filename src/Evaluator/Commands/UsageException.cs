namespace MaskSharp.Evaluator.Commands;

/// <summary>A setting that can't be used: MASK2106.</summary>
internal sealed class UsageException(string message) : Exception(message);
