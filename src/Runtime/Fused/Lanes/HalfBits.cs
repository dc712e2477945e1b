using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp.Fused;

/// <summary>float16 to float32 and back on bits, sixteen, eight or four at a time: the framework exposes no instruction for it.</summary>
internal static class HalfBits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ToSingle(Vector512<uint> bits)
    {
        // Exponent and fraction moved into float's places are 2^112 too small; the product mends that and normalises subnormals.
        var magnitude = (bits & Vector512.Create(0x7FFFu)) << 13;
        var scaled = (magnitude.AsSingle() * Vector512.Create(0x77800000u).AsSingle()).AsUInt32();
        var special = Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(0x0F800000u));
        var sign = (bits & Vector512.Create(0x8000u)) << 16;
        return (scaled | (special & Vector512.Create(0x7F800000u)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> FromSingle(Vector512<float> value)
    {
        var bits = value.AsUInt32();
        var sign = bits & Vector512.Create(0x80000000u);
        var magnitude = bits ^ sign;

        // Normal results: rebias the exponent and round to nearest even.
        var odd = (magnitude >> 13) & Vector512<uint>.One;
        var normal = (magnitude - Vector512.Create(0x37FFF001u) + odd) >> 13;

        // Subnormal results: the addition of 0.5 aligns and rounds the fraction.
        var half = Vector512.Create(0x3F000000u);
        var subnormal = (magnitude.AsSingle() + half.AsSingle()).AsUInt32() - half;

        // Too large a value is infinite; a NaN stays one.
        var special = Vector512.ConditionalSelect(
            Vector512.GreaterThan(magnitude, Vector512.Create(0x7F800000u)), Vector512.Create(0x7E00u), Vector512.Create(0x7C00u));

        var result = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(0x38800000u)), subnormal, normal);
        result = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(0x477FF000u)), special, result);
        return result | (sign >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ToSingle(Vector256<uint> bits)
    {
        // Exponent and fraction moved into float's places are 2^112 too small; the product mends that and normalises subnormals.
        var magnitude = (bits & Vector256.Create(0x7FFFu)) << 13;
        var scaled = (magnitude.AsSingle() * Vector256.Create(0x77800000u).AsSingle()).AsUInt32();
        var special = Vector256.GreaterThanOrEqual(magnitude, Vector256.Create(0x0F800000u));
        var sign = (bits & Vector256.Create(0x8000u)) << 16;
        return (scaled | (special & Vector256.Create(0x7F800000u)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ToSingle(Vector128<uint> bits)
    {
        // Exponent and fraction moved into float's places are 2^112 too small; the product mends that and normalises subnormals.
        var magnitude = (bits & Vector128.Create(0x7FFFu)) << 13;
        var scaled = (magnitude.AsSingle() * Vector128.Create(0x77800000u).AsSingle()).AsUInt32();
        var special = Vector128.GreaterThanOrEqual(magnitude, Vector128.Create(0x0F800000u));
        var sign = (bits & Vector128.Create(0x8000u)) << 16;
        return (scaled | (special & Vector128.Create(0x7F800000u)) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> FromSingle(Vector256<float> value)
    {
        var bits = value.AsUInt32();
        var sign = bits & Vector256.Create(0x80000000u);
        var magnitude = bits ^ sign;

        // Normal results: rebias the exponent and round to nearest even.
        var odd = (magnitude >> 13) & Vector256<uint>.One;
        var normal = (magnitude - Vector256.Create(0x37FFF001u) + odd) >> 13;

        // Subnormal results: the addition of 0.5 aligns and rounds the fraction.
        var half = Vector256.Create(0x3F000000u);
        var subnormal = (magnitude.AsSingle() + half.AsSingle()).AsUInt32() - half;

        // Too large a value is infinite; a NaN stays one.
        var special = Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create(0x7F800000u)), Vector256.Create(0x7E00u), Vector256.Create(0x7C00u));

        var result = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(0x38800000u)), subnormal, normal);
        result = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(magnitude, Vector256.Create(0x477FF000u)), special, result);
        return result | (sign >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> FromSingle(Vector128<float> value)
    {
        var bits = value.AsUInt32();
        var sign = bits & Vector128.Create(0x80000000u);
        var magnitude = bits ^ sign;

        // Normal results: rebias the exponent and round to nearest even.
        var odd = (magnitude >> 13) & Vector128<uint>.One;
        var normal = (magnitude - Vector128.Create(0x37FFF001u) + odd) >> 13;

        // Subnormal results: the addition of 0.5 aligns and rounds the fraction.
        var half = Vector128.Create(0x3F000000u);
        var subnormal = (magnitude.AsSingle() + half.AsSingle()).AsUInt32() - half;

        // Too large a value is infinite; a NaN stays one.
        var special = Vector128.ConditionalSelect(
            Vector128.GreaterThan(magnitude, Vector128.Create(0x7F800000u)), Vector128.Create(0x7E00u), Vector128.Create(0x7C00u));

        var result = Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(0x38800000u)), subnormal, normal);
        result = Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(magnitude, Vector128.Create(0x477FF000u)), special, result);
        return result | (sign >> 16);
    }
}
