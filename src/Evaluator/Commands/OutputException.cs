namespace MaskSharp.Evaluator.Commands;

/// <summary>Something that the run was to leave behind can't be written: MASK2110.</summary>
internal sealed class OutputException(string message) : Exception(message);
