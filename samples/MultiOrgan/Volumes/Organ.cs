using MaskSharp;

namespace MultiOrgan.Volumes;

/// <summary>The classes, and the regions that several of them make.</summary>
internal static class Organ
{
    public const byte Background = 0;
    public const byte Cortex = 1;
    public const byte DeepNuclei = 2;
    public const byte Cerebellum = 3;

    /// <summary>Confusions within a region are none.</summary>
    public static IReadOnlyList<LabelGroup> Regions { get; } = [new("cerebrum", Cortex, DeepNuclei), new("brain", Cortex, DeepNuclei, Cerebellum)];

    /// <summary>The class of a label of the AAL atlas (Tzourio-Mazoyer et al. 2002), which are 1 to 116.</summary>
    public static byte OfAal(byte label) => label switch
    {
        0 => Background,
        (>= 37 and <= 42) or (>= 71 and <= 78) => DeepNuclei, // hippocampus, amygdala; caudate, putamen, pallidum, thalamus
        >= 91 => Cerebellum,
        _ => Cortex,
    };
}
