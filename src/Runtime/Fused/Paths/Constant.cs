using System.Collections.Concurrent;
using TorchSharp;

namespace MaskSharp.Fused;

/// <summary>
/// Numbers as torch takes them, made once and kept. TorchSharp makes a <see cref="Scalar"/> of every number beside a tensor and does not
/// hold it during the native call: a garbage collection at that moment frees what the call reads.
/// </summary>
/// <remarks>The numbers are those of attributes, formulas and shapes, so that there are few of them.</remarks>
internal static class Constant
{
    private static readonly ConcurrentDictionary<double, Scalar> _numbers = new();
    private static readonly ConcurrentDictionary<long, Scalar> _integers = new();

    /// <summary>The integer 0, which a tensor of any type is compared with as it is.</summary>
    public static Scalar Zero { get; } = Of(0L);

    public static Scalar Of(double value) => _numbers.GetOrAdd(value, static number => number);

    public static Scalar Of(long value) => _integers.GetOrAdd(value, static number => number);
}
