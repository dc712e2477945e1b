using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>What decides the scores, beside the files.</summary>
internal sealed record EvaluationSettings
{
    /// <summary>The threshold of a probability map where none is given.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>Number of classes; 1 means binary masks.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>What they are called.</summary>
    public ClassNames Names { get; init; } = ClassNames.None;

    public ClassChoice Class { get; init; } = ClassChoice.All;

    /// <summary>Ground-truth value whose pixels are counted nowhere.</summary>
    public int? Ignore { get; init; }

    /// <summary>A pixel of a probability map is foreground from here on; null where none was given.</summary>
    public double? Threshold { get; init; }

    /// <summary>What a case's class without true and predicted pixels scores.</summary>
    public EmptyMask Empty { get; init; } = EmptyMask.One;

    /// <summary>Whether class 0 of several takes part in means and pooled scores.</summary>
    public bool IncludeBackground { get; init; }

    /// <summary>Whether surfaces are measured too.</summary>
    public bool Surfaces { get; init; }

    /// <summary>How far apart surfaces may be and still agree, in millimetres.</summary>
    public double Tolerance { get; init; } = 1;

    /// <summary>How many cases are read at a time; the scores do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How messages spell settings.</summary>
    public SettingSpelling Spelling { get; init; }

    /// <summary>Values are class indices.</summary>
    public bool HasLabels => Classes >= 2;

    /// <summary>How many classes are counted of a case: one of binary masks, and of all nonzero labels as one.</summary>
    public int CountedClasses => HasLabels && !Class.IsAny ? Classes : 1;

    /// <summary>The one class that is scored, with its name; null where it has none, or several are scored.</summary>
    public string? NamedClass => Names.AreGiven && Class.Index is { } index ? Names.Label(index) : null;

    public double EffectiveThreshold => Threshold ?? DefaultThreshold;
}
