using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MaskSharp.Evaluator.Formats.Numbers;

/// <summary>Turns bytes into values.</summary>
internal static class NumberDecoder
{
    /// <summary>Decodes whole numbers.</summary>
    /// <exception cref="MaskFileException">A value is beyond ±2^31, which no label is.</exception>
    public static void Whole(Span<byte> bytes, NumberType type, Span<int> values)
    {
        ToThisMachine(bytes, type);
        switch (type.Kind, type.Bytes)
        {
            case (NumberKind.Boolean, _):
                for (var i = 0; i < values.Length; i++) values[i] = bytes[i] != 0 ? 1 : 0;
                return;
            case (NumberKind.Unsigned, 1):
                for (var i = 0; i < values.Length; i++) values[i] = bytes[i];
                return;
            case (NumberKind.Signed, 1):
                for (var i = 0; i < values.Length; i++) values[i] = (sbyte)bytes[i];
                return;
            case (NumberKind.Unsigned, 2):
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < values.Length; i++) values[i] = words[i];
                return;
            case (NumberKind.Signed, 2):
                var shorts = MemoryMarshal.Cast<byte, short>(bytes);
                for (var i = 0; i < values.Length; i++) values[i] = shorts[i];
                return;
            case (NumberKind.Signed, 4):
                MemoryMarshal.Cast<byte, int>(bytes)[..values.Length].CopyTo(values);
                return;
            case (NumberKind.Unsigned, 4):
                var unsigned = MemoryMarshal.Cast<byte, uint>(bytes);
                for (var i = 0; i < values.Length; i++) values[i] = unsigned[i] <= int.MaxValue ? (int)unsigned[i] : throw TooLarge();
                return;
            case (NumberKind.Unsigned, 8):
                var ulongs = MemoryMarshal.Cast<byte, ulong>(bytes);
                for (var i = 0; i < values.Length; i++) values[i] = ulongs[i] <= int.MaxValue ? (int)ulongs[i] : throw TooLarge();
                return;
            case (NumberKind.Signed, 8):
                var longs = MemoryMarshal.Cast<byte, long>(bytes);
                for (var i = 0; i < values.Length; i++) values[i] = (int)longs[i] == longs[i] ? (int)longs[i] : throw TooLarge();
                return;
            default:
                throw new ArgumentException($"{type} is no type of whole numbers.", nameof(type));
        }
    }

    /// <summary>Decodes values of any type as floating ones.</summary>
    public static void Real(Span<byte> bytes, NumberType type, Span<double> values)
    {
        ToThisMachine(bytes, type);
        switch (type.Kind, type.Bytes)
        {
            case (NumberKind.Float, 2):
                Convert<Half>(bytes, values, value => (double)value);
                return;
            case (NumberKind.Float, 4):
                var singles = MemoryMarshal.Cast<byte, float>(bytes);
                for (var i = 0; i < values.Length; i++) values[i] = singles[i];
                return;
            case (NumberKind.Float, _):
                MemoryMarshal.Cast<byte, double>(bytes)[..values.Length].CopyTo(values);
                return;
            case (NumberKind.Boolean, _):
                Convert<byte>(bytes, values, value => value != 0 ? 1 : 0);
                return;
            case (NumberKind.Unsigned, 1):
                Convert<byte>(bytes, values, value => value);
                return;
            case (NumberKind.Signed, 1):
                Convert<sbyte>(bytes, values, value => value);
                return;
            case (NumberKind.Unsigned, 2):
                Convert<ushort>(bytes, values, value => value);
                return;
            case (NumberKind.Signed, 2):
                Convert<short>(bytes, values, value => value);
                return;
            case (NumberKind.Unsigned, 4):
                Convert<uint>(bytes, values, value => value);
                return;
            case (NumberKind.Signed, 4):
                Convert<int>(bytes, values, value => value);
                return;
            case (NumberKind.Unsigned, _):
                Convert<ulong>(bytes, values, value => value);
                return;
            default:
                Convert<long>(bytes, values, value => value);
                return;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<double> values, Func<T, double> convert)
        where T : unmanaged
    {
        var typed = MemoryMarshal.Cast<byte, T>(bytes);
        for (var i = 0; i < values.Length; i++) values[i] = convert(typed[i]);
    }

    // In place: the bytes are a buffer that is filled anew each time.
    private static void ToThisMachine(Span<byte> bytes, NumberType type)
    {
        if (type.Bytes == 1 || type.BigEndian != BitConverter.IsLittleEndian) return;
        switch (type.Bytes)
        {
            case 2:
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                return;
            case 4:
                var doubles = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(doubles, doubles);
                return;
            default:
                var quads = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(quads, quads);
                return;
        }
    }

    private static MaskFileException TooLarge() => new(Findings.Codes.ValueOutOfRange, "holds values beyond ±2,147,483,647, which are no labels");
}
