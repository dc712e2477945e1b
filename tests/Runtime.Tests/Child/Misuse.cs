using MaskSharp.Tests.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Child;

/// <summary>Calls generated losses with everything that does not fit. Each call must end in an <see cref="ArgumentException"/>.</summary>
internal static class Misuse
{
    private delegate Tensor Loss(Tensor prediction, Tensor target, Tensor? mask);

    private static readonly (string Name, Loss Call, int Channels, bool HasIndices)[] _losses =
    [
        ("binary", BinaryLosses.Loss, 1, false),
        ("binary of probabilities", BinaryLosses.OfProbabilities, 1, false),
        ("multilabel", MultilabelLosses.Loss, 3, false),
        ("multiclass", MulticlassLosses.Loss, 4, true),
        ("multiclass with weights", MulticlassLosses.Weighted, 4, true),
        ("many classes", ManyClassLosses.Loss, 20, true),
        ("two levels", (prediction, target, mask) => LeveledLosses.Loss([prediction, prediction], target, mask), 1, false),
    ];

    /// <summary>Prints each fault.</summary>
    /// <returns>0 where there is none, else 1: an exit code has no room for their number.</returns>
    public static int Run()
    {
        var (calls, faults) = (0, 0);
        foreach (var (name, loss, channels, hasIndices) in _losses)
        {
            foreach (var (misuse, make) in Cases(channels, hasIndices))
            {
                foreach (var wantsGradient in new[] { false, true })
                {
                    calls++;
                    if (Outcome(loss, make, wantsGradient) is not { } outcome)
                        continue;
                    faults++;
                    Console.WriteLine($"{name}, {misuse}: {outcome}");
                }
            }
        }

        Console.WriteLine($"survived {calls} calls");
        return faults == 0 ? 0 : 1;
    }

    /// <summary>What happened, or null where it was refused as it should be.</summary>
    private static string? Outcome(Loss loss, Func<(Tensor Prediction, Tensor Target, Tensor? Mask)> make, bool wantsGradient)
    {
        using var scope = NewDisposeScope();
        try
        {
            var (prediction, target, mask) = make();
            if (wantsGradient && prediction is { IsInvalid: false } && prediction.is_floating_point())
                prediction.requires_grad_(true);
            return $"gave a loss of {loss(prediction, target, mask).Dimensions} dimensions";
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (Exception other)
        {
            return $"{other.GetType().Name}: {other.Message}";
        }
    }

    private static IEnumerable<(string Name, Func<(Tensor Prediction, Tensor Target, Tensor? Mask)> Make)> Cases(int c, bool hasIndices)
    {
        Tensor Prediction() => randn(2, c, 4, 6);
        Tensor Target() => hasIndices ? zeros(2, 4, 6, dtype: ScalarType.Int64) : zeros(2, c, 4, 6);

        yield return ("no prediction", () => (null!, Target(), null));
        yield return ("no target", () => (Prediction(), null!, null));
        yield return ("disposed prediction", () => (Disposed(Prediction()), Target(), null));
        yield return ("disposed target", () => (Prediction(), Disposed(Target()), null));
        yield return ("sparse prediction", () => (Prediction().to_sparse(), Target(), null));
        yield return ("sparse target", () => (Prediction(), ones_like(Target()).to_sparse(), null));
        yield return ("sparse mask", () => (Prediction(), Target(), ones(2, 1, 4, 6).to_sparse()));
        yield return ("disposed mask", () => (Prediction(), Target(), Disposed(ones(2, 1, 4, 6))));
        yield return ("whole-number prediction", () => (Prediction().to(ScalarType.Int64), Target(), null));
        yield return ("bool prediction", () => (Prediction().gt(0), Target(), null));
        yield return ("complex prediction", () => (Prediction().to(ScalarType.ComplexFloat32), Target(), null));
        yield return ("complex target", () => (Prediction(), Target().to(ScalarType.ComplexFloat64), null));
        yield return ("scalar prediction", () => (zeros([]), Target(), null));
        yield return ("scalar target", () => (Prediction(), zeros([]), null));
        yield return ("no samples", () => (zeros(0, c, 4, 6), Target()[..0], null));
        yield return ("no pixels", () => (zeros(2, c, 0, 6), zeros(2, 0, 6), null));
        yield return ("empty target", () => (Prediction(), zeros(0), null));
        yield return ("another channel count", () => (randn(2, c + 1, 4, 6), Target(), null));
        yield return ("another batch", () => (Prediction(), Target()[..1], null));
        yield return ("another size", () => (Prediction(), hasIndices ? Target()[.., 1..] : zeros(2, c + 4, 4, 6), null));
        yield return ("target on another device", () => (Prediction(), Target().to(META), null));
        yield return ("prediction on another device", () => (Prediction().to(META), Target(), null));
        yield return ("mask on another device", () => (Prediction(), Target(), ones(2, 1, 4, 6, device: META)));
        yield return ("mask of another size", () => (Prediction(), Target(), ones(2, 1, 4, 5)));
        yield return ("mask of another batch", () => (Prediction(), Target(), ones(3, 1, 4, 6)));
        yield return ("empty mask", () => (Prediction(), Target(), ones(0)));
        yield return ("whole values out of range", () => (Prediction(), full_like(Target().to(ScalarType.Int64), 250), null));
        yield return ("negative values", () => (Prediction(), full_like(Target().to(ScalarType.Int64), -7), null));
        yield return ("huge values", () => (Prediction(), full_like(Target().to(ScalarType.Int64), long.MaxValue), null));
    }

    private static Tensor Disposed(Tensor tensor)
    {
        tensor.Dispose();
        return tensor;
    }
}
