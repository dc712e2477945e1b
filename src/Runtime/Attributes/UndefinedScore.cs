namespace MaskSharp;

/// <summary>What a score is where its formula is 0/0 though the class is not empty, such as the precision of an empty prediction.</summary>
public enum UndefinedScore
{
    /// <summary><see cref="double.NaN"/>, which shows in every mean it enters.</summary>
    NaN,

    /// <summary>0.</summary>
    Zero,

    /// <summary>1.</summary>
    One,

    /// <summary>It is left out of every mean.</summary>
    Skip,
}
