using System.Text;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>
/// Writes TorchScript files as torch.jit.save does: a zip of the module's code in TorchScript's own text, and of its object as a pickle.
/// </summary>
internal static class TorchScriptFile
{
    /// <summary>A module without parameters.</summary>
    /// <param name="result">What forward returns, as an expression of x, such as "torch.sigmoid(x)".</param>
    /// <param name="type">Its type.</param>
    public static byte[] Encode(string result, string type = "Tensor")
    {
        var code = $"""
            class Net(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Net,
                x: Tensor) -> {type}:
                return {result}

            """.ReplaceLineEndings("\n");
        // Protocol 2: an object of the class Net whose state is one attribute, training = False.
        byte[] net = [0x80, 2, .. "c__torch__\nNet\n"u8, .. ")"u8, 0x81, .. "}(X"u8, 8, 0, 0, 0, .. "training"u8, 0x89, .. "ub."u8];
        byte[] noConstants = [0x80, 2, .. ")."u8];
        return Npy.Zip(("net/data.pkl", net), ("net/code/__torch__.py", Encoding.ASCII.GetBytes(code)), ("net/constants.pkl", noConstants), ("net/version", "3\n"u8.ToArray()));
    }
}
