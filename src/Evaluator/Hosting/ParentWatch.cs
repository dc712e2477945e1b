using System.Diagnostics;

namespace MaskSharp.Evaluator.Hosting;

/// <summary>
/// Ends this process when the one that started it is gone, however that ended: a model that runs on for nobody would hold the machine's
/// cores and memory. The standard input is a pipe that the parent keeps open and never writes to.
/// </summary>
internal static class ParentWatch
{
    public static void Start()
    {
        var pipe = Console.OpenStandardInput();
        // The user's code finds an empty input, as it does in a build.
        Console.SetIn(TextReader.Null);
        new Thread(() => Wait(pipe)) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static void Wait(Stream pipe)
    {
        while (pipe.ReadByte() >= 0)
        {
        }
        // Native code may hold locks that an orderly end would wait for.
        Process.GetCurrentProcess().Kill();
    }
}
