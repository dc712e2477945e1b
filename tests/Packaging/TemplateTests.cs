using System.Text.Json;

namespace MaskSharp.Packaging.Tests;

/// <summary>The template as a user meets it: installed from a package, instantiated, built, run, built again.</summary>
public sealed class TemplateTests(Packed packed) : IClassFixture<Packed>
{
    [Fact]
    public void A_new_project_builds_and_trains_at_once_and_is_judged()
    {
        using var consumer = new Consumer(packed);
        var hive = consumer["hive"];
        Succeed(DotNet.Run(consumer.Folder, "new", "install", packed.Templates, "--debug:custom-hive", hive));
        Succeed(DotNet.Run(
            consumer.Folder, "new", "masksharp", "-n", "Liver.Lesions", "-o", "Liver.Lesions", "--maskSharpVersion", packed.Version, "--minDice", "0.5", "--debug:custom-hive", hive));

        // 488 MB of libtorch are linked into the output where that can be.
        string[] build = ["-p:CreateHardLinksForCopyLocalIfPossible=true", "-warnaserror"];
        var first = Succeed(consumer.Build("Liver.Lesions/Liver.Lesions.csproj", build));
        Assert.Contains("gate 'validation'", first, StringComparison.Ordinal);

        var run = Succeed(DotNet.Run(consumer.Folder, "exec", consumer["Liver.Lesions/bin/Debug/net10.0/Liver.Lesions.dll"]));
        Assert.Contains("epoch 20/20", run, StringComparison.Ordinal);

        var second = Succeed(consumer.Build("Liver.Lesions/Liver.Lesions.csproj", build));
        Assert.Contains("gate 'validation' passed on 12 cases", second, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(consumer["Liver.Lesions/bin/segmentation/validation/report.json"]));
        Assert.InRange(report.RootElement.GetProperty("summary").GetProperty("dice").GetProperty("mean").GetDouble(), 0.5, 1);
        Assert.True(File.Exists(consumer["Liver.Lesions/obj/Debug/net10.0/masksharp/train.measured.json"]));

        // Masks of 0 and 255 are the most usual ones of one's own: trained on as they are, the loss would fall below 0 without end.
        var mask = consumer["Liver.Lesions/data/train/masks/case_000.npy"];
        var bytes = File.ReadAllBytes(mask);
        foreach (ref var pixel in bytes.AsSpan(128))
            pixel *= 255;
        File.WriteAllBytes(mask, bytes);
        var refused = DotNet.Run(consumer.Folder, "exec", consumer["Liver.Lesions/bin/Debug/net10.0/Liver.Lesions.dll"]);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("Network.Loss: target holds the value 255, expected 0 or 1; of a mask image whose foreground has another value take target.ne(0)", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_takes_the_package_of_its_own_version_unless_told_otherwise()
    {
        using var template = JsonDocument.Parse(Packed.Text(packed.Templates, "content/segmentation/.template.config/template.json"));
        Assert.Equal(Metadata.Version, template.RootElement.GetProperty("symbols").GetProperty("maskSharpVersion").GetProperty("defaultValue").GetString());
    }

    private static string Succeed((int ExitCode, string Output) run)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output;
    }
}
