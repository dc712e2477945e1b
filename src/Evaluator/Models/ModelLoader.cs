using System.Runtime.CompilerServices;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Models.Onnx;
using MaskSharp.Evaluator.Models.TorchScript;

namespace MaskSharp.Evaluator.Models;

/// <summary>Loads a model by its file's extension. What runs models is no part of this program: it comes with the user's own.</summary>
internal static class ModelLoader
{
    private static readonly string[] _torchScript = [".pt", ".pth", ".ts", ".torchscript"];

    /// <exception cref="UsageException">The file is of another kind, or what runs it is not there.</exception>
    /// <exception cref="ModelException">The file can't be loaded.</exception>
    public static IModel Load(string path)
    {
        CheckKind(path);
        return IsTorchScript(path)
            ? Load(path, LoadTorchScript, "TorchSharp with libtorch", "TorchSharp-cpu (or TorchSharp and libtorch-cpu-<system>; on a Linux whose libstdc++ is older than GCC 13's with MaskSharpFixLibTorch=true)")
            : Load(path, LoadOnnx, "ONNX Runtime", "Microsoft.ML.OnnxRuntime");
    }

    /// <exception cref="UsageException">The file is of another kind.</exception>
    public static void CheckKind(string path)
    {
        if (!IsTorchScript(path) && !path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"the model {path} is of another kind; it may be a TorchScript file ({string.Join(", ", _torchScript)}) or an ONNX file (.onnx)");
    }

    private static bool IsTorchScript(string path) => _torchScript.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static IModel Load(string path, Func<string, IModel> load, string what, string package)
    {
        try
        {
            return load(path);
        }
        catch (Exception e) when (IsMissing(e))
        {
            throw new UsageException(
                $"the model {Path.GetFileName(path)} needs {what}, which is not there: let the project refer to the package {package}, and name its built assembly with --program (a gate does so by itself). {ShortText.Of(Innermost(e).Message)}");
        }
    }

    // Of its own, since entering a method loads what it mentions.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IModel LoadTorchScript(string path) => new TorchScriptModel(path);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IModel LoadOnnx(string path) => new OnnxModel(path);

    private static bool IsMissing(Exception exception) => Innermost(exception) is FileNotFoundException or FileLoadException or TypeLoadException or MissingMemberException or BadImageFormatException or NotSupportedException;

    private static Exception Innermost(Exception exception)
    {
        while (exception is TypeInitializationException && exception.InnerException is { } inner) exception = inner;
        return exception;
    }
}
