namespace MaskSharp.Evaluator.Formats.Numbers;

/// <summary>How a file stores a number.</summary>
internal enum NumberKind
{
    /// <summary>One byte; zero is false, all else true.</summary>
    Boolean,

    /// <summary>A whole number without sign.</summary>
    Unsigned,

    /// <summary>A whole number in two's complement.</summary>
    Signed,

    /// <summary>A floating value (IEEE 754).</summary>
    Float,
}
