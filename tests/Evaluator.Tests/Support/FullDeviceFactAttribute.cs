namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A test that writes to /dev/full, skipped with the reason on systems without it.</summary>
internal sealed class FullDeviceFactAttribute : FactAttribute
{
    public FullDeviceFactAttribute()
    {
        if (!File.Exists("/dev/full")) Skip = "this system has no device that is always full";
    }
}
