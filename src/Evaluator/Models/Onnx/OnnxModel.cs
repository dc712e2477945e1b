using Microsoft.ML.OnnxRuntime;

namespace MaskSharp.Evaluator.Models.Onnx;

/// <summary>An ONNX file, run by ONNX Runtime on the CPU: its first input, its first output.</summary>
internal sealed class OnnxModel : IModel
{
    private readonly InferenceSession _session;
    private readonly string _input;
    private readonly string _output;

    /// <exception cref="ModelException">The file is no ONNX model, or takes something else than floating values.</exception>
    public OnnxModel(string path)
    {
        try
        {
            _session = new InferenceSession(path);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"can't be loaded as an ONNX file: {e.Message}");
        }
        _input = _session.InputNames[0];
        _output = _session.OutputNames[0];
        var metadata = _session.InputMetadata[_input];
        if (!metadata.IsTensor || metadata.ElementType != typeof(float))
            throw new ModelException($"takes {metadata.ElementType?.Name ?? "no tensor"} as its input {_input}; only floating values of 32 bits are given to models");
        InputShape = [.. metadata.Dimensions.Select(size => Math.Max(0, size))];
    }

    public IReadOnlyList<int> InputShape { get; }

    public ModelOutput Run(float[] values, int[] shape)
    {
        try
        {
            using var input = OrtValue.CreateTensorValueFromMemory(values, [.. shape.Select(size => (long)size)]);
            using var options = new RunOptions();
            using var outputs = _session.Run(options, [_input], [input], [_output]);
            var output = outputs[0];
            var sizes = output.GetTensorTypeAndShape().Shape.Select(size => (int)size).ToArray();
            return output.GetTensorTypeAndShape().ElementDataType switch
            {
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float => new ModelOutput(output.GetTensorDataAsSpan<float>().ToArray(), sizes, false),
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double => new ModelOutput([.. output.GetTensorDataAsSpan<double>().ToArray().Select(value => (float)value)], sizes, false),
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64 => new ModelOutput([.. output.GetTensorDataAsSpan<long>().ToArray().Select(value => (float)value)], sizes, true),
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int32 => new ModelOutput([.. output.GetTensorDataAsSpan<int>().ToArray().Select(value => (float)value)], sizes, true),
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8 => new ModelOutput([.. output.GetTensorDataAsSpan<byte>().ToArray().Select(value => (float)value)], sizes, true),
                Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Bool => new ModelOutput([.. output.GetTensorDataAsSpan<bool>().ToArray().Select(value => value ? 1f : 0f)], sizes, true),
                var other => throw new ModelException($"gives values of the type {other}; expected floating values or whole labels"),
            };
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(e.Message.Split('\n', 2)[0].Trim());
        }
    }

    public void Dispose() => _session.Dispose();
}
