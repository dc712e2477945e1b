using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The memory of contiguous tensors [N, classes, P], which the caller keeps alive.</summary>
internal readonly unsafe struct LovaszMemory(Tensor errors, Tensor target, Tensor? counted, Tensor steps)
{
    private readonly byte* _errors = TensorMemory.Of(errors);
    private readonly byte* _target = TensorMemory.Of(target);
    private readonly byte* _counted = counted is null ? null : TensorMemory.Of(counted);
    private readonly byte* _steps = TensorMemory.Of(steps);
    private readonly bool _isDouble = errors.dtype == ScalarType.Float64;

    /// <summary>Ranks and walks through one group and class.</summary>
    public (double Value, bool IsPresent) Walk(LovaszRows rows) => _isDouble
        ? rows.Walk((double*)_errors, (double*)_target, _counted, (double*)_steps)
        : rows.Walk((float*)_errors, (float*)_target, _counted, (float*)_steps);
}
