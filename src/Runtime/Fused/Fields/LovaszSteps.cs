using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The Lovász extension in the processor's memory: each group and class is ranked and walked through once.</summary>
/// <param name="Steps">J_k − J_(k−1) of each element at its place, [N, chosen, P]; 0 where ignored or without error.</param>
/// <param name="Values">[groups, chosen].</param>
/// <param name="IsPresent">Whether a counted pixel is of the class, bool [groups, chosen].</param>
internal sealed record LovaszSteps(Tensor Steps, Tensor Values, Tensor IsPresent)
{
    /// <summary>Below this many elements a second thread costs more than it brings.</summary>
    private const long ElementsForThreads = 16_384;

    /// <summary>Whether the errors are in memory and few enough for 32-bit places.</summary>
    public static bool CanRead(Tensor errors) => errors.device_type == DeviceType.CPU && errors.numel() <= int.MaxValue;

    /// <summary>Computes all of it for errors and target [N, chosen, P] of the same dtype, float32 or float64.</summary>
    public static LovaszSteps Of(FieldInputs inputs, Tensor errors, Tensor target)
    {
        using var noGradient = no_grad();
        var groups = inputs.Layout.Over == OverlapScope.Sample ? errors.shape[0] : 1;
        var classes = errors.shape[1];
        var steps = zeros(errors.shape, errors.dtype);
        var values = new double[groups * classes];
        var isPresent = new bool[groups * classes];
        var source = errors.detach().contiguous();
        var labels = target.contiguous();
        var counted = inputs.ChosenCounted?.expand(errors.shape).contiguous();
        var memory = new LovaszMemory(source, labels, counted, steps);
        TorchThreads.Run(
            values.Length,
            index => (values[index], isPresent[index]) = memory.Walk(LovaszRows.Of(errors.shape, (int)groups, index)),
            isAlone: errors.numel() < ElementsForThreads);
        GC.KeepAlive(counted);
        return new(
            steps,
            tensor(values, [groups, classes], errors.dtype),
            tensor(isPresent, [groups, classes], ScalarType.Bool));
    }
}
