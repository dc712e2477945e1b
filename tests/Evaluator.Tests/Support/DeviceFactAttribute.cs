namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A test that needs a device such as /dev/full, skipped with the reason on systems without it.</summary>
internal sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute(string path)
    {
        if (!File.Exists(path)) Skip = $"this system has no {path}";
    }
}
