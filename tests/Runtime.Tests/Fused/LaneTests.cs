using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MaskSharp.Fused;

namespace MaskSharp.Tests.Fused;

/// <summary>Every width of lane computes the same functions; each that this processor has is tried.</summary>
public unsafe class LaneTests
{
    public static TheoryData<string> Lanes()
    {
        var lanes = new TheoryData<string> { nameof(FloatLane1), nameof(DoubleLane1), nameof(FloatLane128) };
        if (Avx2.IsSupported)
            lanes.Add(nameof(FloatLane256));
        if (Vector512.IsHardwareAccelerated && Avx512DQ.IsSupported)
        {
            lanes.Add(nameof(FloatLane512));
            lanes.Add(nameof(FloatLane512Pair));
            lanes.Add(nameof(DoubleLane512));
        }

        return lanes;
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Functions_are_exact_to_a_few_units_of_the_last_place(string lane) => On(lane, new Functions());

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Special_values_follow_the_rules(string lane) => On(lane, new SpecialValues());

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Every_dtype_is_read_and_written(string lane) => On(lane, new Conversions());

    private static void On(string lane, ILaneCheck check)
    {
        switch (lane)
        {
            case nameof(FloatLane512):
                check.Run<FloatLane512>(2e-7);
                break;
            case nameof(FloatLane512Pair):
                check.Run<FloatLane512Pair>(2e-7);
                break;
            case nameof(FloatLane256):
                check.Run<FloatLane256>(2e-7);
                break;
            case nameof(FloatLane128):
                check.Run<FloatLane128>(2e-7);
                break;
            case nameof(FloatLane1):
                check.Run<FloatLane1>(2e-7);
                break;
            case nameof(DoubleLane512):
                check.Run<DoubleLane512>(5e-16);
                break;
            default:
                check.Run<DoubleLane1>(5e-16);
                break;
        }
    }

    private interface ILaneCheck
    {
        void Run<TLane>(double epsilon)
            where TLane : unmanaged, ILane<TLane>;
    }

    private sealed class Functions : ILaneCheck
    {
        public void Run<TLane>(double epsilon)
            where TLane : unmanaged, ILane<TLane>
        {
            for (var x = 0.0; x < 85; x += 0.0371)
            {
                // The argument as the lane holds it.
                var argument = TLane.Maximum(TLane.Create(-x));
                Near(Math.Exp(argument), TLane.ExpOfNegative(TLane.Create(argument)), epsilon);
                Near(Math.Exp(argument), TLane.ExpOfMinusAbs(TLane.Create(argument)), epsilon);
                Near(Math.Exp(argument), TLane.ExpOfMinusAbs(TLane.Create(-argument)), epsilon);
                var positive = TLane.Maximum(TLane.Create(1 + x));
                Near(1 / positive, TLane.Reciprocal(TLane.Create(positive)), epsilon);
                Near(Math.Log(positive), TLane.Log(TLane.Create(positive)), epsilon, 1e-7 * epsilon / 2e-7);
                var below = TLane.Maximum(TLane.Create(Math.Exp(-x)));
                Near(Math.Log(below), TLane.Log(TLane.Create(below)), epsilon, 1e-7 * epsilon / 2e-7);
                foreach (var small in new[] { x, x * 1e-4, x * 1e-9, Math.Exp(0.8 * x) })
                {
                    var value = TLane.Maximum(TLane.Create(small));
                    Near(LogOnePlus(value), TLane.LogOnePlus(TLane.Create(value)), 2 * epsilon);
                }

                foreach (var exponent in new[] { x, 1e-3 * x })
                {
                    var fraction = TLane.Maximum(TLane.Create(Math.Exp(-exponent)));
                    Near(LogOnePlus(fraction), TLane.LogOnePlusOfFraction(TLane.Create(fraction)), 2 * epsilon);
                }
            }
        }

        private static double LogOnePlus(double x)
        {
            var sum = 1 + x;
            return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
        }

        private static void Near<TLane>(double expected, TLane lane, double epsilon, double absolute = 0)
            where TLane : unmanaged, ILane<TLane>
        {
            var (low, high) = (TLane.Minimum(lane), TLane.Maximum(lane));
            Assert.True(low == high, $"places differ: {low:R} to {high:R}");
            Assert.True(Math.Abs(low - expected) <= (epsilon * Math.Abs(expected)) + absolute, $"expected {expected:R}, got {low:R}");
        }
    }

    private sealed class SpecialValues : ILaneCheck
    {
        public void Run<TLane>(double epsilon)
            where TLane : unmanaged, ILane<TLane>
        {
            var (zero, one, nan) = (TLane.Zero, TLane.Create(1), TLane.Create(double.NaN));
            Assert.Equal(0, Value(TLane.ExpOfNegative(TLane.Create(-2000))));
            Assert.Equal(0, Value(TLane.ExpOfNegative(TLane.Create(double.NegativeInfinity))));
            Assert.Equal(0, Value(TLane.ExpOfMinusAbs(TLane.Create(double.PositiveInfinity))));
            Assert.Equal(1, Value(TLane.ExpOfMinusAbs(zero)));
            Assert.True(double.IsNaN(Value(TLane.ExpOfMinusAbs(nan))));
            Assert.Equal(1, Value(TLane.ExpOfNegative(zero)));
            Assert.True(double.IsNaN(Value(TLane.ExpOfNegative(nan))));
            Assert.Equal(double.NegativeInfinity, Value(TLane.Log(zero)));
            Assert.Equal(double.PositiveInfinity, Value(TLane.Log(TLane.Create(double.PositiveInfinity))));
            Assert.Equal(0, Value(TLane.Log(one)));
            Assert.Equal(Math.Log(1e-41), Value(TLane.Log(TLane.Create(1e-41))), 1e-4);
            Assert.True(double.IsNaN(Value(TLane.Log(-one))));
            Assert.True(double.IsNaN(Value(TLane.Log(nan))));
            Assert.Equal(0, Value(TLane.LogOnePlus(zero)));
            Assert.True(double.IsNaN(Value(TLane.LogOnePlus(nan))));
            Assert.Equal(1, Value(TLane.SelectNonNegative(zero, one, zero)));
            Assert.Equal(0, Value(TLane.SelectNonNegative(-one, one, zero)));
            Assert.Equal(0, Value(TLane.SelectNonNegative(nan, one, zero)));
            Assert.Equal(1, Value(TLane.SelectEqual(one, one, one, zero)));
            Assert.Equal(0, Value(TLane.SelectEqual(nan, nan, one, zero)));
            Assert.True(double.IsNaN(Value(TLane.Max(zero, nan))));
            Assert.True(double.IsNaN(Value(TLane.Min(zero, nan))));
            Assert.Equal(7, Value(TLane.MultiplyAdd(TLane.Create(2), TLane.Create(3), one)));
            Assert.Equal(5, Value(TLane.MultiplySubtract(TLane.Create(2), TLane.Create(3), one)));
            Assert.Equal(TLane.Width * 3.0, TLane.Sum(TLane.Create(3)));
            Assert.Equal(3, Value(TLane.Abs(TLane.Create(-3))));
        }

        private static double Value<TLane>(TLane lane)
            where TLane : unmanaged, ILane<TLane> => TLane.Maximum(lane);
    }

    private sealed class Conversions : ILaneCheck
    {
        public void Run<TLane>(double epsilon)
            where TLane : unmanaged, ILane<TLane>
        {
            var random = new Random(1);
            for (var round = 0; round < 200; round++)
            {
                var scale = Math.Pow(2, random.Next(-26, 18));
                var values = Enumerable.Range(0, TLane.Width).Select(_ => (random.NextDouble() - 0.5) * scale).ToArray();
                RoundTrip<TLane, float>(values, v => (float)v, v => v, p => TLane.Load((float*)p), (v, p) => TLane.Store(v, (float*)p));
                RoundTrip<TLane, double>(values, v => (float)v, v => v, p => TLane.Load((double*)p), (v, p) => TLane.Store(v, (double*)p));
                RoundTrip<TLane, Half>(values, v => (Half)v, v => (double)v, p => TLane.Load((Half*)p), (v, p) => TLane.Store(v, (Half*)p));
                RoundTrip<TLane, ushort>(
                    values,
                    v => BFloat16Bits.FromSingle((float)v),
                    v => BFloat16Bits.ToSingle(v),
                    p => TLane.LoadBFloat16((ushort*)p),
                    (v, p) => TLane.StoreBFloat16(v, (ushort*)p));

                // Rounding: what the lane writes is what the framework's own conversion gives.
                var singles = values.Select(v => (float)v).ToArray();
                var halves = new Half[TLane.Width];
                fixed (float* from = singles)
                fixed (Half* to = halves)
                    TLane.Store(TLane.Load(from), to);
                Assert.Equal(singles.Select(v => (Half)v), halves);
            }

            Integers<TLane, byte>([0, 1, 127, 128, 255], p => TLane.Load((byte*)p));
            Integers<TLane, sbyte>([0, 1, -1, 127, -128], p => TLane.Load((sbyte*)p));
            Integers<TLane, short>([0, 1, -1, 32767, -32768], p => TLane.Load((short*)p));
            Integers<TLane, int>([0, 1, -1, 16_777_216, -16_777_216], p => TLane.Load((int*)p));
            Integers<TLane, long>([0, 1, -1, 16_777_216, -16_777_216, 1L << 40, -(1L << 40)], p => TLane.Load((long*)p));
            foreach (var value in new[] { 1.00390625f, 1.01171875f, 3.3895314e38f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-40f })
            {
                // Halfway between two bfloat16 to even, the largest, and what is not finite or not normal.
                var singles = Enumerable.Repeat(value, TLane.Width).ToArray();
                var written = new ushort[TLane.Width];
                fixed (float* from = singles)
                fixed (ushort* to = written)
                    TLane.StoreBFloat16(TLane.Load(from), to);
                Assert.All(written, bits => Assert.Equal(BFloat16Bits.FromSingle(value), bits));
            }

            foreach (var special in new[] { Half.PositiveInfinity, Half.NegativeInfinity, Half.NaN, Half.Epsilon, Half.MaxValue, (Half)0 })
            {
                var halves = Enumerable.Repeat(special, TLane.Width).ToArray();
                fixed (Half* at = halves)
                {
                    var lane = TLane.Load(at);
                    Assert.Equal((double)special, TLane.Maximum(lane));
                    TLane.Store(lane, at);
                }

                Assert.All(halves, half => Assert.Equal(special, half));
            }
        }

        private delegate TLane Reader<TLane>(byte* source);

        private delegate void Writer<TLane>(TLane value, byte* destination);

        private static void RoundTrip<TLane, T>(double[] values, Func<double, T> narrow, Func<T, double> widen, Reader<TLane> read, Writer<TLane> write)
            where TLane : unmanaged, ILane<TLane>
            where T : unmanaged
        {
            var source = values.Select(narrow).ToArray();
            var back = new T[TLane.Width];
            fixed (T* from = source)
            fixed (T* to = back)
            {
                var lane = read((byte*)from);
                Assert.Equal(source.Sum(widen), TLane.Sum(lane), 1e-6 * source.Sum(v => Math.Abs(widen(v))));
                write(lane, (byte*)to);
            }

            Assert.Equal(source, back);
        }

        private static void Integers<TLane, T>(T[] samples, Reader<TLane> read)
            where TLane : unmanaged, ILane<TLane>
            where T : unmanaged, System.Numerics.INumber<T>
        {
            foreach (var sample in samples)
            {
                var source = Enumerable.Range(0, TLane.Width).Select(i => i == 0 ? sample : T.Zero).ToArray();
                fixed (T* from = source)
                    Assert.Equal(double.CreateChecked(sample), TLane.Sum(read((byte*)from)));
            }
        }
    }
}
