using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>From run-time dtypes to the specialised kernel: each step fixes one type.</summary>
internal static class KernelDispatch
{
    // 512 bits only where the hardware has them: emulated they are many times slower than 256.
    private static readonly bool _hasLanes512 = Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported;

    private const int MostSumsOfPairs = 4;

    public static void Run<TRun>(TRun run, LossInputs inputs)
        where TRun : IKernelRun
    {
        switch (inputs.Prediction.dtype)
        {
            case ScalarType.Float64 when _hasLanes512:
                WithTarget<TRun, DoubleLane512, DoubleLane1, DoubleElement>(run, inputs);
                break;
            case ScalarType.Float64:
                WithTarget<TRun, DoubleLane1, DoubleLane1, DoubleElement>(run, inputs);
                break;
            case ScalarType.Float16:
                WithFloats<TRun, HalfElement>(run, inputs);
                break;
            case ScalarType.BFloat16:
                WithFloats<TRun, BFloat16Element>(run, inputs);
                break;
            default:
                WithFloats<TRun, SingleElement>(run, inputs);
                break;
        }
    }

    private static void WithFloats<TRun, TPrediction>(TRun run, LossInputs inputs)
        where TRun : IKernelRun
        where TPrediction : unmanaged, IElement
    {
        if (_hasLanes512 && FitsPairs(inputs.Layout))
            WithTarget<TRun, FloatLane512Pair, FloatLane1, TPrediction>(run, inputs);
        else if (_hasLanes512)
            WithTarget<TRun, FloatLane512, FloatLane1, TPrediction>(run, inputs);
        else if (Avx2.IsSupported)
            WithTarget<TRun, FloatLane256, FloatLane1, TPrediction>(run, inputs);
        else if (Vector128.IsHardwareAccelerated)
            WithTarget<TRun, FloatLane128, FloatLane1, TPrediction>(run, inputs);
        else
            WithTarget<TRun, FloatLane1, FloatLane1, TPrediction>(run, inputs);
    }

    /// <summary>Whether two lanes of a kernel's values lie in registers together: not with more sums, and not with several classes at once.</summary>
    private static bool FitsPairs(LossLayout layout)
        => layout.Mode != SegmentationMode.Multiclass && layout.PixelSums + layout.ClassSums <= MostSumsOfPairs;

    private static void WithTarget<TRun, TLane, TRest, TPrediction>(TRun run, LossInputs inputs)
        where TRun : IKernelRun
        where TLane : unmanaged, ILane<TLane>
        where TRest : unmanaged, ILane<TRest>
        where TPrediction : unmanaged, IElement
    {
        switch (inputs.Target.dtype)
        {
            case ScalarType.Float32:
                WithMask<TRun, TLane, TRest, TPrediction, SingleElement>(run, inputs);
                break;
            case ScalarType.Float64:
                WithMask<TRun, TLane, TRest, TPrediction, DoubleElement>(run, inputs);
                break;
            case ScalarType.Float16:
                WithMask<TRun, TLane, TRest, TPrediction, HalfElement>(run, inputs);
                break;
            case ScalarType.BFloat16:
                WithMask<TRun, TLane, TRest, TPrediction, BFloat16Element>(run, inputs);
                break;
            case ScalarType.Bool:
                WithMask<TRun, TLane, TRest, TPrediction, BooleanElement>(run, inputs);
                break;
            case ScalarType.Byte:
                WithMask<TRun, TLane, TRest, TPrediction, ByteElement>(run, inputs);
                break;
            case ScalarType.Int8:
                WithMask<TRun, TLane, TRest, TPrediction, SByteElement>(run, inputs);
                break;
            case ScalarType.Int16:
                WithMask<TRun, TLane, TRest, TPrediction, Int16Element>(run, inputs);
                break;
            case ScalarType.Int32:
                WithMask<TRun, TLane, TRest, TPrediction, Int32Element>(run, inputs);
                break;
            default:
                WithMask<TRun, TLane, TRest, TPrediction, Int64Element>(run, inputs);
                break;
        }
    }

    private static void WithMask<TRun, TLane, TRest, TPrediction, TTarget>(TRun run, LossInputs inputs)
        where TRun : IKernelRun
        where TLane : unmanaged, ILane<TLane>
        where TRest : unmanaged, ILane<TRest>
        where TPrediction : unmanaged, IElement
        where TTarget : unmanaged, IElement
    {
        switch (inputs.Mask is not null, inputs.HasClassIndices)
        {
            case (false, false):
                run.Run<TLane, TRest, TPrediction, TTarget, Missing, Missing>();
                break;
            case (false, true):
                run.Run<TLane, TRest, TPrediction, TTarget, Missing, Present>();
                break;
            case (true, false):
                run.Run<TLane, TRest, TPrediction, TTarget, Present, Missing>();
                break;
            default:
                run.Run<TLane, TRest, TPrediction, TTarget, Present, Present>();
                break;
        }
    }
}
