using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MaskSharp.Evaluator.Hosting;

namespace MaskSharp.Evaluator.AssemblyGates;

/// <summary>Tells of an exception of the user's code.</summary>
internal static class Thrown
{
    private const string LibTorchHint =
        "; libtorch is not there or can't be loaded: reference TorchSharp-cpu or libtorch-cpu-<system>, on a Linux whose libstdc++ is older than GCC 13's set MaskSharpFixLibTorch to true, and in a library set CopyLocalLockFileAssemblies to true too";

    /// <summary>Such as "threw FileNotFoundException: there is no weights.pt (Trainer.cs, line 12)".</summary>
    public static string Text(Exception exception)
    {
        // What happens in a static constructor or a task is wrapped, and the wrapping says nothing.
        var cause = exception;
        while (cause is TypeInitializationException or TargetInvocationException or AggregateException && cause.InnerException is { } inner) cause = inner;
        return $"threw {cause.GetType().Name}: {ShortText.Of(cause.Message).TrimEnd('.')}{Place(cause) ?? Place(exception)}{(IsOfLibTorch(cause) ? LibTorchHint : "")}";
    }

    // The innermost place whose source is known is the user's own.
    private static string? Place(Exception exception)
    {
        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => frame.GetFileName() is not null);
        return frame is null ? null : string.Create(CultureInfo.InvariantCulture, $" ({Path.GetFileName(frame.GetFileName())}, line {frame.GetFileLineNumber()})");
    }

    private static bool IsOfLibTorch(Exception exception) =>
        exception is DllNotFoundException || exception.Message.Contains("libtorch-", StringComparison.Ordinal) || exception.Message.Contains("LibTorchSharp", StringComparison.Ordinal);
}
