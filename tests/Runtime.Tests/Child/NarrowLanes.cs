using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MaskSharp.Tests.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Child;

/// <summary>Losses and gradients by the lanes of this process, for comparison with those of another width.</summary>
internal static class NarrowLanes
{
    // Rows of an odd length, so that every width has a rest.
    private static readonly long[] _binary = [2, 1, 37, 29];
    private static readonly long[] _classes = [2, 4, 37, 29];

    private static readonly ScalarType[] _predictionTypes = [ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float64];
    private static readonly ScalarType[] _targetTypes = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64];

    /// <summary>The widths that this process has.</summary>
    public static string Widths => string.Create(CultureInfo.InvariantCulture, $"AVX-512: {Avx512F.IsSupported}, AVX2: {Avx2.IsSupported}, 128 bits: {Vector128.IsHardwareAccelerated}");

    /// <summary>Prints the widths and every result.</summary>
    public static int Run()
    {
        Console.WriteLine(Widths);
        foreach (var (name, figures) in Results())
            Console.WriteLine($"{name};{string.Join(';', figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture)))}");
        return 0;
    }

    /// <summary>For each loss and pair of dtypes: the value, the length of the gradient, and its sum under changing weights.</summary>
    public static IEnumerable<(string Name, double[] Figures)> Results()
    {
        foreach (var prediction in _predictionTypes)
        {
            foreach (var target in _targetTypes)
            {
                yield return Result("binary", BinaryLosses.Loss, _binary, _binary, 2, prediction, target);
                yield return Result("logarithmic", BinaryLosses.Logarithmic, _binary, _binary, 2, prediction, target);
                yield return Result("focal Tversky", BinaryLosses.FocalTversky, _binary, _binary, 2, prediction, target);
                if (target != ScalarType.Bool)
                    yield return Result("classes", MulticlassLosses.Loss, _classes, [2, 37, 29], 4, prediction, target);
            }
        }
    }

    private static (string Name, double[] Figures) Result(string name, Func<Tensor, Tensor, Tensor?, Tensor> loss, long[] shape, long[] targetShape, int values, ScalarType type, ScalarType targetType)
    {
        using var scope = NewDisposeScope();
        var count = shape.Aggregate(1L, (product, length) => product * length);
        var logits = arange(count, dtype: ScalarType.Float64).mul(0.7).sin().mul(9).reshape(shape).to(type).requires_grad_(true);
        var target = arange(targetShape.Aggregate(1L, (product, length) => product * length)).remainder(values).reshape(targetShape).to(targetType);
        var value = loss(logits, target, null);
        value.backward();
        var gradient = logits.grad!.to(ScalarType.Float64);
        var weights = arange(count, dtype: ScalarType.Float64).mul(1.3).cos().reshape(shape);
        return ($"{name} {type} {targetType}", [value.to(ScalarType.Float64).item<double>(), gradient.norm().item<double>(), gradient.mul(weights).sum().item<double>()]);
    }
}
