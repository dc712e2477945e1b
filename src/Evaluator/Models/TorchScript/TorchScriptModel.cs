using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Evaluator.Models.TorchScript;

/// <summary>A TorchScript file, run by libtorch on the CPU. A damaged one can end the process: this runs in a child.</summary>
internal sealed class TorchScriptModel : IModel
{
    private readonly jit.ScriptModule _module;

    /// <exception cref="ModelException">The file is no TorchScript model.</exception>
    public TorchScriptModel(string path)
    {
        set_grad_enabled(false);
        try
        {
            _module = jit.load(path, DeviceType.CPU);
        }
        catch (ExternalException e)
        {
            throw new ModelException($"can't be loaded as a TorchScript file (torch.jit.save writes one; torch.save does not): {FirstLine(e)}");
        }
        _module.eval();
    }

    public IReadOnlyList<int>? InputShape => null;

    public bool TakesWhole => false;

    public ModelOutput Run(float[] values, int[] shape)
    {
        using var scope = NewDisposeScope();
        try
        {
            var input = tensor(values).reshape([.. shape.Select(size => (long)size)]);
            var output = First(_module.call(input));
            var isWhole = !output.is_floating_point();
            return new ModelOutput(output.to_type(ScalarType.Float32).contiguous().data<float>().ToArray(), [.. output.shape.Select(size => (int)size)], isWhole);
        }
        catch (ExternalException e)
        {
            throw new ModelException(FirstLine(e));
        }
    }

    public void Dispose() => _module.Dispose();

    // Models with several heads give the main one first, or name it "out" as torchvision does.
    private static Tensor First(object output) => output switch
    {
        Tensor tensor => tensor,
        Tensor[] { Length: > 0 } tensors => tensors[0],
        IDictionary<string, Tensor> named when named.TryGetValue("out", out var main) => main,
        IDictionary<object, object> named when named.TryGetValue("out", out var main) && main is Tensor tensor => tensor,
        System.Runtime.CompilerServices.ITuple { Length: > 0 } tuple => First(tuple[0]!),
        System.Collections.IList { Count: > 0 } list => First(list[0]!),
        _ => throw new ModelException($"gives {output?.GetType().Name ?? "nothing"}; expected a tensor, a tuple or list that begins with one, or a dictionary with 'out'"),
    };

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].Trim();
}
