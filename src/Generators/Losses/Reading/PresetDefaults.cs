namespace MaskSharp.Generators.Losses.Reading;

/// <summary>
/// What a preset puts in the place of a property that is not given. An enum stands as its underlying value, as an attribute's
/// argument does.
/// </summary>
internal static class PresetDefaults
{
    private const int Sample = 1;
    private const int Zero = (int)AbsentRule.Zero;
    private const int SigmoidFocal = 1;

    /// <summary>The smallest denominator and score of segmentation_models.pytorch, which has one number for both.</summary>
    private const double SmpEpsilon = 1e-7;

    /// <summary>What segmentation_models.pytorch adds to each count of its MCC loss.</summary>
    public const double SmpMccSmooth = 1e-5;

    /// <summary>No default at all.</summary>
    public static IReadOnlyDictionary<string, object> None { get; } = new Dictionary<string, object>();

    /// <summary>The defaults by property; empty for <see cref="PresetKind.Classic"/>.</summary>
    public static IReadOnlyDictionary<string, object> Of(PresetKind preset, LossMode mode, LossArguments arguments) => preset switch
    {
        PresetKind.Monai => new Dictionary<string, object>
        {
            ["Smooth"] = 1e-5,
            ["Over"] = Sample,
            ["FocalActivation"] = SigmoidFocal,
        },
        PresetKind.NnUNet => new Dictionary<string, object>
        {
            ["Smooth"] = 1e-5,
            ["Epsilon"] = 1e-8,
            ["NegativeOverlap"] = true,
            ["IncludeBackground"] = mode != LossMode.Multiclass,
        },
        PresetKind.Smp => new Dictionary<string, object>
        {
            ["Smooth"] = 0.0,
            ["Epsilon"] = SmpEpsilon,
            ["LogFloor"] = arguments.Get("Epsilon", SmpEpsilon) is var floor and >= 0 and < double.PositiveInfinity ? floor : SmpEpsilon,
            ["Absent"] = Zero,
            ["SoftTargets"] = true,
            ["TverskyGammaOnMean"] = true,
            ["FocalActivation"] = SigmoidFocal,
        },
        _ => None,
    };

    /// <summary>
    /// The shared options as one term of the preset's library understands them: a smoothing that is the same number there is another
    /// one in our formula.
    /// </summary>
    public static OverlapOptions For(string term, LossArguments arguments, LossContext context)
    {
        var options = context.Overlap;
        return (context.Preset, term) switch
        {
            // (2Σpt + s)/(2(Σp + Σt − Σpt) + s) is ours with s/2.
            (PresetKind.Monai, "Jaccard") => Smoothed(options, 0.5),

            // (Σpt + s)/max(½Σp + ½Σt + s, ε) is ours with 2s and 2ε.
            (PresetKind.Smp, "Dice") => Smoothed(options, 2) with { Epsilon = 2 * options.Epsilon },

            // Its Jaccard and its MCC take Σpt of soft labels too.
            (PresetKind.Smp, "Jaccard" or "Mcc") => options with { IsSoft = options.IsSoft && arguments.Has("SoftTargets") },
            _ => options,
        };
    }

    /// <summary>Whether a term that is no overlap loss of the preset's library takes an absent class as it is, also beside one that does not.</summary>
    public static bool KeepsAbsent(LossArguments arguments, LossContext context) => context.Preset == PresetKind.Smp && !arguments.Has("Absent");

    private static OverlapOptions Smoothed(OverlapOptions options, double factor) => options with
    {
        SmoothNumerator = factor * options.SmoothNumerator,
        SmoothDenominator = factor * options.SmoothDenominator,
    };
}
