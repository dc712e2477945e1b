using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Turns a mask's values into what is counted: foreground flags and class indices.</summary>
internal static class MaskReading
{
    /// <summary>1 for every pixel whose value is not <paramref name="ignore"/>, else 0.</summary>
    public static void Valid(MaskImage truth, int ignore, Span<byte> valid)
    {
        if (truth.IsReal)
        {
            var values = truth.Real;
            for (var i = 0; i < valid.Length; i++) valid[i] = values[i] != ignore ? (byte)1 : (byte)0;
        }
        else
        {
            PixelFlags.NotEqual(truth.Whole, ignore, valid);
        }
    }

    /// <summary>1 for every nonzero pixel, else 0.</summary>
    public static void Nonzero(MaskImage mask, Span<byte> foreground)
    {
        if (mask.IsReal)
        {
            var values = mask.Real;
            for (var i = 0; i < foreground.Length; i++) foreground[i] = values[i] != 0 ? (byte)1 : (byte)0;
        }
        else
        {
            PixelFlags.NotEqual(mask.Whole, 0, foreground);
        }
    }

    /// <summary>1 for every pixel whose probability is at least <paramref name="threshold"/>, else 0.</summary>
    public static void AtLeast(MaskImage map, double threshold, Span<byte> foreground)
    {
        if (map.IsReal)
        {
            var values = map.Real;
            var least = Nearest(threshold, map.Precision);
            for (var i = 0; i < foreground.Length; i++) foreground[i] = values[i] >= least ? (byte)1 : (byte)0;
        }
        else
        {
            PixelFlags.AtLeast(map.Whole, (int)Math.Min(int.MaxValue, Least(threshold, map.Maximum)), foreground);
        }
    }

    /// <summary>Which values occur at the counted pixels; without <paramref name="valid"/> all count.</summary>
    public static ValueSet Values(MaskImage mask, ReadOnlySpan<byte> valid)
    {
        var set = new ValueSet();
        if (mask.IsReal)
        {
            var values = mask.Real;
            for (var i = 0; i < values.Length; i++)
            {
                if (valid.IsEmpty || valid[i] != 0) set.Add(values[i]);
            }
        }
        else if (valid.IsEmpty && First(mask.Whole) is var first && PixelFlags.AreZeroOr(mask.Whole, first))
        {
            if (mask.Whole.Contains(0)) set.Add(0);
            if (first != 0) set.Add(first);
        }
        else if (mask.Maximum is 1 or 3 or 15 or byte.MaxValue or ushort.MaxValue)
        {
            AddUnsigned(mask, valid, set);
        }
        else
        {
            var values = mask.Whole;
            for (var i = 0; i < values.Length; i++)
            {
                if (valid.IsEmpty || valid[i] != 0) set.Add(values[i]);
            }
        }
        return set;
    }

    // The first nonzero value; 0 if there is none.
    private static int First(ReadOnlySpan<int> values) => values.IndexOfAnyExcept(0) is >= 0 and var at ? values[at] : 0;

    // A table of all values of a small type is quicker than asking the set for every pixel.
    private static void AddUnsigned(MaskImage mask, ReadOnlySpan<byte> valid, ValueSet set)
    {
        var seen = new bool[mask.Maximum + 1];
        var values = mask.Whole;
        if (valid.IsEmpty)
        {
            foreach (var value in values) seen[value] = true;
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (valid[i] != 0) seen[values[i]] = true;
            }
        }
        for (var value = 0; value < seen.Length; value++)
        {
            if (seen[value]) set.Add(value);
        }
    }

    // 0.7 as a float lies below 0.7 as a double: a value is held to the threshold in its own type, as torch, NumPy and the runtime compare.
    private static double Nearest(double threshold, RealPrecision precision) => precision switch
    {
        RealPrecision.Half => (double)(Half)threshold,
        RealPrecision.Single => (float)threshold,
        _ => threshold,
    };

    // The smallest whole number whose quotient by the maximum is at least the threshold, found with the very division that defines it.
    private static long Least(double threshold, long maximum)
    {
        var least = (long)Math.Ceiling(threshold * maximum);
        while (least > 0 && (double)(least - 1) / maximum >= threshold) least--;
        while ((double)least / maximum < threshold) least++;
        return least;
    }
}
