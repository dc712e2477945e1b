namespace MaskSharp.Evaluator.Formats;

/// <summary>How exactly a file's type keeps floating values (IEEE 754), which are held as doubles once they are read.</summary>
internal enum RealPrecision
{
    /// <summary>64 bits, and what a file's scaling has made of its values.</summary>
    Double,

    /// <summary>32 bits.</summary>
    Single,

    /// <summary>16 bits.</summary>
    Half,
}
