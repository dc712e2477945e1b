namespace MaskSharp;

/// <summary>What a class scores in a sample in which it has neither a true nor a predicted pixel.</summary>
public enum EmptyMask
{
    /// <summary>1: nothing was there and nothing was found.</summary>
    One,

    /// <summary>0.</summary>
    Zero,

    /// <summary>It is left out of every mean.</summary>
    Skip,

    /// <summary>Every class with no true pixel is left out, predicted or not.</summary>
    SkipNoTarget,
}
