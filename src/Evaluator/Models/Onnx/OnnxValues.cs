using System.Globalization;
using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MaskSharp.Evaluator.Models.Onnx;

/// <summary>
/// Values of a model's own type from floating ones, and back. Floating types get the nearest value they have; types of whole numbers get
/// the value rounded (half to even), and none that they can't hold.
/// </summary>
internal static class OnnxValues
{
    private static readonly TensorElementType[] _floating = [TensorElementType.Float, TensorElementType.Double, TensorElementType.Float16, TensorElementType.BFloat16];

    /// <summary>The type holds whole numbers only.</summary>
    public static bool IsWhole(TensorElementType type) => !_floating.Contains(type);

    /// <summary>Whether values can be made of this type.</summary>
    public static bool CanMake(TensorElementType type) => type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16
        or TensorElementType.UInt8 or TensorElementType.Int8 or TensorElementType.UInt16 or TensorElementType.Int16 or TensorElementType.Int32 or TensorElementType.Int64;

    /// <summary>A tensor of the type.</summary>
    /// <exception cref="ModelException">A value is beyond the type.</exception>
    public static OrtValue Make(TensorElementType type, float[] values, long[] shape) => type switch
    {
        TensorElementType.Float => OrtValue.CreateTensorValueFromMemory(values, shape),
        TensorElementType.Double => Floating(values, shape, value => (double)value),
        TensorElementType.Float16 => Floating(values, shape, value => new Float16(BitConverter.HalfToUInt16Bits((Half)value))),
        TensorElementType.BFloat16 => Floating(values, shape, value => (BFloat16)value),
        TensorElementType.UInt8 => Whole<byte>(values, shape),
        TensorElementType.Int8 => Whole<sbyte>(values, shape),
        TensorElementType.UInt16 => Whole<ushort>(values, shape),
        TensorElementType.Int16 => Whole<short>(values, shape),
        TensorElementType.Int32 => Whole<int>(values, shape),
        _ => Whole<long>(values, shape),
    };

    /// <summary>A tensor's values.</summary>
    /// <exception cref="ModelException">It holds something else than numbers.</exception>
    public static float[] Read(OrtValue tensor, TensorElementType type) => type switch
    {
        TensorElementType.Float => tensor.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Double => Read<double>(tensor, value => (float)value),
        TensorElementType.Float16 => Read<Float16>(tensor, value => (float)BitConverter.UInt16BitsToHalf(value.value)),
        TensorElementType.BFloat16 => Read<BFloat16>(tensor, value => (float)value),
        TensorElementType.Int64 => Read<long>(tensor, value => value),
        TensorElementType.Int32 => Read<int>(tensor, value => value),
        TensorElementType.Int16 => Read<short>(tensor, value => value),
        TensorElementType.UInt16 => Read<ushort>(tensor, value => value),
        TensorElementType.Int8 => Read<sbyte>(tensor, value => value),
        TensorElementType.UInt8 => Read<byte>(tensor, value => value),
        TensorElementType.Bool => Read<bool>(tensor, value => value ? 1 : 0),
        _ => throw new ModelException($"gives values of the type {type}; expected floating values or whole labels"),
    };

    private static OrtValue Floating<T>(float[] values, long[] shape, Func<float, T> convert)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => convert(value)), shape);

    private static OrtValue Whole<T>(float[] values, long[] shape)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, Rounded<T>), shape);

    private static T Rounded<T>(float value)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var rounded = Math.Round((double)value);
        if (rounded >= double.CreateChecked(T.MinValue) && rounded <= double.CreateChecked(T.MaxValue)) return T.CreateSaturating(rounded);
        throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"takes values from {T.MinValue} to {T.MaxValue}, and is given {value}: convert the images, or scale their values (Scale, Mean, Std; --scale, --mean, --std on the command line)"));
    }

    private static float[] Read<T>(OrtValue tensor, Func<T, float> convert)
        where T : unmanaged
    {
        var values = tensor.GetTensorDataAsSpan<T>();
        var read = new float[values.Length];
        for (var i = 0; i < read.Length; i++) read[i] = convert(values[i]);
        return read;
    }
}
