namespace MaskSharp.Fused;

/// <summary>The constants of an emitted loss that its drivers need.</summary>
public sealed record LossLayout
{
    /// <summary>Leading places of a kernel's sums: counted elements, smallest and largest target value.</summary>
    public const int FirstSum = 3;

    /// <summary>The generated method, for error messages.</summary>
    public required string Name { get; init; }

    /// <summary>How channels become probabilities.</summary>
    public required SegmentationMode Mode { get; init; }

    /// <summary>Channels C.</summary>
    public required int Classes { get; init; }

    /// <summary>Whether predictions are logits or probabilities.</summary>
    public required PredictionKind Input { get; init; }

    /// <summary>Over which pixels class sums run.</summary>
    public required OverlapScope Over { get; init; }

    /// <summary>How values become the result.</summary>
    public required LossReduction Reduction { get; init; }

    /// <summary>The classes that overlap terms look at, in rising order; null is all.</summary>
    public IReadOnlyList<int>? OverlapClasses { get; init; }

    /// <summary>The weight of each class that overlap terms look at; null weighs all alike.</summary>
    public IReadOnlyList<double>? OverlapWeights { get; init; }

    /// <summary>What a class without a true pixel contributes.</summary>
    public AbsentClass Absent { get; init; }

    /// <summary>The class sum Σt by which an absent class is known and classes are weighed, or -1 where nothing depends on it.</summary>
    public int TargetSum { get; init; } = -1;

    /// <summary>The class sum that is the number of counted pixels, or -1 where nothing depends on it.</summary>
    public int CountSum { get; init; } = -1;

    /// <summary>Target value that is ignored, or null.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>Number of sums over all pixels.</summary>
    public required int PixelSums { get; init; }

    /// <summary>Number of sums for each class.</summary>
    public required int ClassSums { get; init; }

    /// <summary>The terms in the order of their values.</summary>
    public required IReadOnlyList<LossTermLayout> Terms { get; init; }

    /// <summary>The terms that are no formula of sums, in the order of their values, which come after those of <see cref="Terms"/>.</summary>
    public IReadOnlyList<LossField> Fields { get; init; } = [];

    /// <summary>What a class without a true pixel contributes to a term.</summary>
    internal AbsentClass AbsentOf(LossTermLayout term) => term.KeepsAbsent || term.FirstClass >= 0 ? AbsentClass.Smooth : Absent;

    /// <summary>Number of overlap terms.</summary>
    public int OverlapTerms => Terms.Count(term => term.Overlap >= 0);

    /// <summary>The names of all terms, in the order of their values.</summary>
    internal IReadOnlyList<string> TermNames => [.. Terms.Select(term => term.Name), .. Fields.Select(beside => beside.Name)];

    /// <summary>Number of classes that overlap terms look at.</summary>
    internal int OverlapCount => OverlapClasses?.Count ?? Classes;

    /// <summary>The class at a place among those that overlap terms look at.</summary>
    internal int OverlapClass(int place) => OverlapClasses?[place] ?? place;

    /// <summary>The weight of the class at a place among those that overlap terms look at.</summary>
    internal double OverlapWeight(int place) => OverlapWeights?[place] ?? 1;

    /// <summary>Channels that one run of the kernel treats together: all under a softmax, else one.</summary>
    internal int KernelChannels => Mode == SegmentationMode.Multiclass ? Classes : 1;

    /// <summary>Places of one chunk's sums.</summary>
    internal int ChunkSums => FirstSum + PixelSums + (KernelChannels * ClassSums);
}
