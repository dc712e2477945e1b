namespace MaskSharp.Fused;

/// <summary>One float: the rest of a row, and every pixel where the processor has no wide lanes.</summary>
internal readonly unsafe struct FloatLane1 : ILane<FloatLane1>
{
    private readonly float _value;

    private FloatLane1(float value) => _value = value;

    public static int Width => 1;

    public static FloatLane1 Zero => default;

    public static FloatLane1 Create(double value) => new((float)value);

    public static FloatLane1 operator +(FloatLane1 left, FloatLane1 right) => new(left._value + right._value);

    public static FloatLane1 operator -(FloatLane1 left, FloatLane1 right) => new(left._value - right._value);

    public static FloatLane1 operator -(FloatLane1 value) => new(-value._value);

    public static FloatLane1 operator *(FloatLane1 left, FloatLane1 right) => new(left._value * right._value);

    public static FloatLane1 operator /(FloatLane1 left, FloatLane1 right) => new(left._value / right._value);

    public static FloatLane1 MultiplyAdd(FloatLane1 left, FloatLane1 right, FloatLane1 addend)
        => new(MathF.FusedMultiplyAdd(left._value, right._value, addend._value));

    public static FloatLane1 Abs(FloatLane1 value) => new(MathF.Abs(value._value));

    public static FloatLane1 Sign(FloatLane1 value) => new(value._value > 0 ? 1 : value._value < 0 ? -1 : 0);

    public static FloatLane1 Max(FloatLane1 left, FloatLane1 right) => new(MathF.Max(left._value, right._value));

    public static FloatLane1 Min(FloatLane1 left, FloatLane1 right) => new(MathF.Min(left._value, right._value));

    public static FloatLane1 ExpOfNegative(FloatLane1 value) => new(MathF.Exp(value._value));

    public static FloatLane1 Reciprocal(FloatLane1 value) => new(1 / value._value);

    public static FloatLane1 Log(FloatLane1 value) => new(MathF.Log(value._value));

    public static FloatLane1 LogOnePlus(FloatLane1 value)
    {
        var sum = 1 + value._value;
        return new(MathF.Log(sum) + ((value._value - (sum - 1)) / sum));
    }

    public static FloatLane1 SelectNonNegative(FloatLane1 value, FloatLane1 whenTrue, FloatLane1 whenFalse)
        => value._value >= 0 ? whenTrue : whenFalse;

    public static FloatLane1 SelectEqual(FloatLane1 left, FloatLane1 right, FloatLane1 whenTrue, FloatLane1 whenFalse)
        => left._value == right._value ? whenTrue : whenFalse;

    public static double Sum(FloatLane1 value) => value._value;

    public static double Minimum(FloatLane1 value) => value._value;

    public static double Maximum(FloatLane1 value) => value._value;

    public static FloatLane1 Load(float* source) => new(*source);

    public static FloatLane1 Load(double* source) => new((float)*source);

    public static FloatLane1 Load(Half* source) => new((float)*source);

    public static FloatLane1 LoadBFloat16(ushort* source) => new(BFloat16Bits.ToSingle(*source));

    public static FloatLane1 Load(byte* source) => new(*source);

    public static FloatLane1 Load(sbyte* source) => new(*source);

    public static FloatLane1 Load(short* source) => new(*source);

    public static FloatLane1 Load(int* source) => new(*source);

    public static FloatLane1 Load(long* source) => new(*source);

    public static void Store(FloatLane1 value, float* destination) => *destination = value._value;

    public static void Store(FloatLane1 value, double* destination) => *destination = value._value;

    public static void Store(FloatLane1 value, Half* destination) => *destination = (Half)value._value;

    public static void StoreBFloat16(FloatLane1 value, ushort* destination) => *destination = BFloat16Bits.FromSingle(value._value);
}
