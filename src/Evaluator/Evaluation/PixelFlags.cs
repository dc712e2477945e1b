using System.Numerics;
using System.Runtime.InteropServices;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Compares whole numbers with one value, several at a time: 1 where the comparison holds, else 0.</summary>
internal static class PixelFlags
{
    public static void NotEqual(ReadOnlySpan<int> values, int other, Span<byte> flags)
    {
        var others = new Vector<int>(other);
        var i = 0;
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var at = values[i..];
            Narrow(~Vector.Equals(Lane(at, 0), others), ~Vector.Equals(Lane(at, 1), others), ~Vector.Equals(Lane(at, 2), others), ~Vector.Equals(Lane(at, 3), others)).CopyTo(flags[i..]);
        }
        for (; i < values.Length; i++) flags[i] = values[i] != other ? (byte)1 : (byte)0;
    }

    public static void AtLeast(ReadOnlySpan<int> values, int least, Span<byte> flags)
    {
        var leasts = new Vector<int>(least);
        var i = 0;
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var at = values[i..];
            Narrow(
                Vector.GreaterThanOrEqual(Lane(at, 0), leasts), Vector.GreaterThanOrEqual(Lane(at, 1), leasts),
                Vector.GreaterThanOrEqual(Lane(at, 2), leasts), Vector.GreaterThanOrEqual(Lane(at, 3), leasts)).CopyTo(flags[i..]);
        }
        for (; i < values.Length; i++) flags[i] = values[i] >= least ? (byte)1 : (byte)0;
    }

    /// <summary>Whether every value is 0 or <paramref name="other"/>.</summary>
    public static bool AreZeroOr(ReadOnlySpan<int> values, int other)
    {
        var others = new Vector<int>(other);
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        var strays = Vector<int>.Zero;
        foreach (var vector in vectors) strays |= vector & ~Vector.Equals(vector, others);
        if (strays != Vector<int>.Zero) return false;
        foreach (var value in values[(vectors.Length * Vector<int>.Count)..])
        {
            if (value != 0 && value != other) return false;
        }
        return true;
    }

    private static Vector<int> Lane(ReadOnlySpan<int> values, int lane) => new(values[(lane * Vector<int>.Count)..]);

    // A lane that holds is all ones; of its lowest byte one bit is kept.
    private static Vector<byte> Narrow(Vector<int> a, Vector<int> b, Vector<int> c, Vector<int> d) =>
        Vector.AsVectorByte(Vector.Narrow(Vector.Narrow(a, b), Vector.Narrow(c, d))) & Vector<byte>.One;
}
