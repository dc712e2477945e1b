using System.Globalization;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>How imbalanced the data of an evaluation is, and where that is known from.</summary>
/// <param name="ForegroundFraction">Share of foreground pixels, or null where unknown.</param>
/// <param name="Name">Name of the data set, or null.</param>
internal sealed record Imbalance(double? ForegroundFraction, string? Name)
{
    public static readonly Imbalance Unknown = new(null, null);

    /// <summary>Near balance an accuracy says what it seems to say.</summary>
    public bool IsBalanced(double threshold) => ForegroundFraction is { } f && f >= threshold && f <= 1 - threshold;

    /// <summary>What the message says after its colon.</summary>
    public string Describe()
    {
        var on = Name is null ? "" : $" on '{Name}'";
        return ForegroundFraction switch
        {
            null => $"an empty mask{on} scores the share of the background, often above 90 %, and Dice 0; report Dice or IoU beside it",
            > 0.5 => $"an all-foreground mask scores {Percent(ForegroundFraction.Value)} pixel accuracy and finds no background{on}; report Dice or IoU beside it",
            _ => $"an empty mask scores {Percent(1 - ForegroundFraction.Value)} pixel accuracy and Dice 0{on}",
        };
    }

    /// <summary>One decimal, or as many as it takes to stay below 100.</summary>
    private static string Percent(double share)
    {
        var percent = share * 100;
        for (var digits = 1; digits <= 6; digits++)
        {
            var text = percent.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (share >= 1 || !text.StartsWith("100", StringComparison.Ordinal))
                return $"{text} %";
        }

        return "nearly 100 %";
    }
}
