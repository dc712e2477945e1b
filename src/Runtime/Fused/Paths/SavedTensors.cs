using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The tensors that a function kept for its backward pass.</summary>
internal static class SavedTensors
{
    /// <summary>
    /// The tensors; null where one was changed in place since, which torch finds out here. An exception would leave a
    /// backward pass through native code, and end the process.
    /// </summary>
    public static List<Tensor>? Of(autograd.AutogradContext context, string name)
    {
        try
        {
            return context.get_saved_variables();
        }
        catch (ExternalException problem)
        {
            Report(name, problem);
            return null;
        }
    }

    /// <summary>Says why a gradient is refused, which what autograd says of it cannot.</summary>
    public static void Report(string name, ExternalException problem)
        => Console.Error.WriteLine($"{name}: no gradient, for an argument of the loss was changed between it and backward: {problem.Message.Split('\n')[0]}");

    /// <summary>
    /// What autograd refuses as a gradient of a tensor that has dimensions, with an error that the caller of backward can catch.
    /// </summary>
    public static Tensor Refused() => zeros([]).MoveToOuterDisposeScope();
}
