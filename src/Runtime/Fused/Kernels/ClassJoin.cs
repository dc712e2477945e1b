namespace MaskSharp.Fused;

/// <summary>Which class sums one value of a term is made of.</summary>
public enum ClassJoin
{
    /// <summary>Those of one class, of the batch or of a sample.</summary>
    None,

    /// <summary>Those of one class, of all samples together.</summary>
    Samples,

    /// <summary>Those of all classes, weighed by their volume; of the batch or of a sample.</summary>
    Volume,
}
