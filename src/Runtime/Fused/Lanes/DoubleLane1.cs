namespace MaskSharp.Fused;

/// <summary>One double: the rest of a row, and every pixel where the processor has no wide lanes.</summary>
internal readonly unsafe struct DoubleLane1 : ILane<DoubleLane1>
{
    private readonly double _value;

    private DoubleLane1(double value) => _value = value;

    public static int Width => 1;

    public static DoubleLane1 Zero => default;

    public static DoubleLane1 Create(double value) => new(value);

    public static DoubleLane1 operator +(DoubleLane1 left, DoubleLane1 right) => new(left._value + right._value);

    public static DoubleLane1 operator -(DoubleLane1 left, DoubleLane1 right) => new(left._value - right._value);

    public static DoubleLane1 operator -(DoubleLane1 value) => new(-value._value);

    public static DoubleLane1 operator *(DoubleLane1 left, DoubleLane1 right) => new(left._value * right._value);

    public static DoubleLane1 operator /(DoubleLane1 left, DoubleLane1 right) => new(left._value / right._value);

    public static DoubleLane1 MultiplyAdd(DoubleLane1 left, DoubleLane1 right, DoubleLane1 addend)
        => new(Math.FusedMultiplyAdd(left._value, right._value, addend._value));

    public static DoubleLane1 Abs(DoubleLane1 value) => new(Math.Abs(value._value));

    public static DoubleLane1 Sign(DoubleLane1 value) => new(value._value > 0 ? 1 : value._value < 0 ? -1 : 0);

    public static DoubleLane1 Max(DoubleLane1 left, DoubleLane1 right) => new(Math.Max(left._value, right._value));

    public static DoubleLane1 Min(DoubleLane1 left, DoubleLane1 right) => new(Math.Min(left._value, right._value));

    public static DoubleLane1 ExpOfNegative(DoubleLane1 value) => new(Math.Exp(value._value));

    public static DoubleLane1 Reciprocal(DoubleLane1 value) => new(1 / value._value);

    public static DoubleLane1 Log(DoubleLane1 value) => new(Math.Log(value._value));

    public static DoubleLane1 LogOnePlus(DoubleLane1 value)
    {
        var sum = 1 + value._value;
        return new(Math.Log(sum) + ((value._value - (sum - 1)) / sum));
    }

    public static DoubleLane1 SelectNonNegative(DoubleLane1 value, DoubleLane1 whenTrue, DoubleLane1 whenFalse)
        => value._value >= 0 ? whenTrue : whenFalse;

    public static DoubleLane1 SelectEqual(DoubleLane1 left, DoubleLane1 right, DoubleLane1 whenTrue, DoubleLane1 whenFalse)
        => left._value == right._value ? whenTrue : whenFalse;

    public static double Sum(DoubleLane1 value) => value._value;

    public static double Minimum(DoubleLane1 value) => value._value;

    public static double Maximum(DoubleLane1 value) => value._value;

    public static DoubleLane1 Load(float* source) => new(*source);

    public static DoubleLane1 Load(double* source) => new(*source);

    public static DoubleLane1 Load(Half* source) => new((double)*source);

    public static DoubleLane1 LoadBFloat16(ushort* source) => new(BFloat16Bits.ToSingle(*source));

    public static DoubleLane1 Load(byte* source) => new(*source);

    public static DoubleLane1 Load(sbyte* source) => new(*source);

    public static DoubleLane1 Load(short* source) => new(*source);

    public static DoubleLane1 Load(int* source) => new(*source);

    public static DoubleLane1 Load(long* source) => new(*source);

    public static void Store(DoubleLane1 value, float* destination) => *destination = (float)value._value;

    public static void Store(DoubleLane1 value, double* destination) => *destination = value._value;

    public static void Store(DoubleLane1 value, Half* destination) => *destination = (Half)value._value;

    public static void StoreBFloat16(DoubleLane1 value, ushort* destination) => *destination = BFloat16Bits.FromSingle((float)value._value);
}
