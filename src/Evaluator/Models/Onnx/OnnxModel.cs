using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MaskSharp.Evaluator.Models.Onnx;

/// <summary>An ONNX file, run by ONNX Runtime on the CPU: its first input, its first output.</summary>
internal sealed class OnnxModel : IModel
{
    private readonly InferenceSession _session;
    private readonly string _input;
    private readonly string _output;
    private readonly TensorElementType _type;

    /// <exception cref="ModelException">The file is no ONNX model, or takes something else than numbers.</exception>
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
        if (!metadata.IsTensor || !OnnxValues.CanMake(metadata.ElementDataType))
            throw new ModelException($"takes {(metadata.IsTensor ? metadata.ElementDataType : "no tensor")} as its input {_input}; floating values and whole numbers are given to models");
        _type = metadata.ElementDataType;
        InputShape = [.. metadata.Dimensions.Select(size => Math.Max(0, size))];
    }

    public IReadOnlyList<int> InputShape { get; }

    public bool TakesWhole => OnnxValues.IsWhole(_type);

    public ModelOutput Run(float[] values, int[] shape)
    {
        try
        {
            using var input = OnnxValues.Make(_type, values, [.. shape.Select(size => (long)size)]);
            using var options = new RunOptions();
            using var outputs = _session.Run(options, [_input], [input], [_output]);
            var output = outputs[0];
            var form = output.GetTensorTypeAndShape();
            return new ModelOutput(OnnxValues.Read(output, form.ElementDataType), [.. form.Shape.Select(size => (int)size)], OnnxValues.IsWhole(form.ElementDataType));
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(e.Message.Split('\n', 2)[0].Trim());
        }
    }

    public void Dispose() => _session.Dispose();
}
