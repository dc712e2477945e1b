using System.Buffers.Binary;
using System.Text;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>Writes ONNX files of one operator, byte by byte as protocol buffers have it (onnx.proto, IR version 8, operators of version 13).</summary>
internal static class OnnxFile
{
    /// <summary>Types of values (onnx.proto, TensorProto.DataType).</summary>
    public const int Float = 1, UInt8 = 2, Int64 = 7, Text = 8, Float16 = 10, Double = 11;

    /// <summary>A convolution with a kernel of 1 × 1: each output channel is a weighted sum of the input channels at the same pixel.</summary>
    /// <param name="weights">Weights of each output channel.</param>
    /// <param name="bias">A summand of each output channel.</param>
    /// <param name="input">Sizes of the input's axes; 0 is any.</param>
    public static byte[] Mix(float[][] weights, float[] bias, params int[] input)
    {
        var kernel = Tensor("w", [weights.Length, weights[0].Length, .. Enumerable.Repeat(1, input.Length - 2)], [.. weights.SelectMany(row => row)]);
        return Model([.. Field(5, kernel), .. Field(5, Tensor("b", [bias.Length], bias))], "Conv", ["x", "w", "b"], input);
    }

    /// <summary>Each value for itself, through an operator of one input such as Sigmoid or Identity.</summary>
    public static byte[] Each(string op, params int[] input) => Model([], op, ["x"], input);

    /// <summary>The same, of values of a type.</summary>
    public static byte[] EachOf(int type, string op, params int[] input) => Model([], op, ["x"], input, type);

    private static byte[] Model(byte[] initializers, string op, string[] inputs, int[] shape, int type = Float)
    {
        byte[] node = [.. inputs.SelectMany(name => Field(1, Encoding.ASCII.GetBytes(name))), .. Field(2, "y"u8), .. Field(4, Encoding.ASCII.GetBytes(op))];
        byte[] graph = [.. Field(1, node), .. Field(2, "g"u8), .. initializers, .. Field(11, Value("x", shape, type)), .. Field(12, Value("y", new int[shape.Length], type))];
        byte[] operators = [.. Field(1, ""u8), .. Number(2, 13)];
        return [.. Number(1, 8), .. Field(7, graph), .. Field(8, operators)];
    }

    private static byte[] Value(string name, int[] shape, int type)
    {
        byte[] sizes = [.. shape.SelectMany((size, axis) => Field(1, size == 0 ? Field(2, Encoding.ASCII.GetBytes($"{name}{axis}")) : Number(1, size)))];
        byte[] tensor = [.. Number(1, type), .. Field(2, sizes)];
        return [.. Field(1, Encoding.ASCII.GetBytes(name)), .. Field(2, Field(1, tensor))];
    }

    private static byte[] Tensor(string name, int[] shape, float[] values)
    {
        var raw = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * i), values[i]);
        return [.. shape.SelectMany(size => Number(1, size)), .. Number(2, Float), .. Field(8, Encoding.ASCII.GetBytes(name)), .. Field(9, raw)];
    }

    private static byte[] Number(int field, int value) => [.. VarInt(field << 3), .. VarInt(value)];

    private static byte[] Field(int field, ReadOnlySpan<byte> content) => [.. VarInt((field << 3) | 2), .. VarInt(content.Length), .. content];

    private static byte[] VarInt(int value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7) bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
