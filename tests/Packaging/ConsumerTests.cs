using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Packaging.Tests;

/// <summary>Fresh projects that know the package by one PackageReference.</summary>
public sealed class ConsumerTests(Packed packed) : IClassFixture<Packed>
{
    private const string Reference = """<PackageReference Include="MaskSharp" Version="$(MaskSharpVersion)" />""";

    private const string Gate = """<SegmentationGate Include="tumour" Predictions="eval/predictions" GroundTruth="eval/masks" MinDice="0.85" />""";

    // Uses what the generators emit, so it compiles only with them.
    private const string Net = """
        using MaskSharp;
        using TorchSharp;

        namespace Fresh;

        [SegmentationLoss(Dice = 1)]
        [SegmentationMetrics]
        public static partial class Net
        {
            public static torch.Tensor Train(torch.Tensor prediction, torch.Tensor target) => Loss(prediction, target);

            public static double Judge(torch.Tensor prediction, torch.Tensor target) => Score(prediction, target).Dice.Mean;
        }
        """;

    private const string AccuracyAlone = """
        using TorchSharp;

        namespace Fresh;

        public static class MaskEvaluation
        {
            public static double PixelAccuracy(torch.Tensor predictedMask, torch.Tensor targetMask)
            {
                using var segmentation = predictedMask.argmax(1);
                return segmentation.eq(targetMask).to_type(torch.ScalarType.Float32).mean().ToDouble();
            }
        }
        """;

    [Fact]
    public void A_console_app_gets_generator_analyzer_and_gate()
    {
        using var consumer = new Consumer(packed);
        consumer.Write("app/app.csproj", Project("<OutputType>Exe</OutputType>", Reference + Gate + """<SegmentationDataset Include="train" Masks="eval/masks" />"""));
        consumer.Write("app/Net.cs", Net);
        consumer.Write("app/MaskEvaluation.cs", AccuracyAlone);
        consumer.Write("app/Program.cs", "System.Console.WriteLine(typeof(Fresh.Net).GetMethods().Length);");
        consumer.Mask("app/eval/masks/a.png", 4);
        consumer.Mask("app/eval/predictions/a.png", 1);

        var failing = consumer.Build("app/app.csproj");
        Assert.NotEqual(0, failing.ExitCode);
        Assert.Contains("error MASK2001", failing.Output, StringComparison.Ordinal);
        Assert.Contains("warning MASK1001", failing.Output, StringComparison.Ordinal);
        Assert.Contains("93.8 % pixel accuracy and Dice 0 on 'train'", failing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS8032", failing.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(consumer["app/bin/segmentation/tumour/report.html"]), failing.Output);

        consumer.Mask("app/eval/predictions/a.png", 4);
        var passing = consumer.Build("app/app.csproj");
        Assert.True(passing.ExitCode == 0, passing.Output);
        Assert.Contains("gate 'tumour' passed", passing.Output, StringComparison.Ordinal);
        Assert.Contains("up to date", consumer.Build("app/app.csproj").Output, StringComparison.Ordinal);
    }

    /// <summary>The compiler loads the rules that were compiled for it, or plain ones, and hears the same of both.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_rules_speak_compiled_ahead_and_plain(bool isPrecompiled)
    {
        using var consumer = new Consumer(packed);
        consumer.Write("app/app.csproj", Project("", Reference + """<SegmentationDataset Include="train" Masks="eval/masks" />"""));
        consumer.Write("app/Net.cs", Net);
        consumer.Write("app/MaskEvaluation.cs", AccuracyAlone);
        consumer.Mask("app/eval/masks/a.png", 4);

        var build = consumer.Build("app/app.csproj", $"-p:MaskSharpPrecompiled={isPrecompiled}", "-v:d");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("warning MASK1001", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS8032", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS8034", build.Output, StringComparison.Ordinal);
        var folder = isPrecompiled && Packed.Files(packed.Package).Any(file => file.StartsWith(Packed.Precompiled, StringComparison.Ordinal)) ? Packed.Precompiled : "analyzers/dotnet/cs/";
        foreach (var assembly in new[] { "MaskSharp.Generators", "MaskSharp.CodeFixes" })
            Assert.Matches($"^/analyzer:.*/{folder}{assembly}\\.dll$", Assert.Single(build.Output.Split(' '), part => part.StartsWith("/analyzer:", StringComparison.Ordinal) && part.Contains(assembly, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_project_that_refers_to_a_consumer_is_left_alone()
    {
        using var consumer = new Consumer(packed);
        consumer.Write("library/library.csproj", Project("", Reference + Gate));
        consumer.Write("library/Net.cs", Net);
        consumer.Mask("library/eval/masks/a.png", 4);
        consumer.Mask("library/eval/predictions/a.png", 4);
        // The app has a folder that the library's gate would fail on, and judges by accuracy alone, which is none of its own business.
        consumer.Write("app/app.csproj", Project("<OutputType>Exe</OutputType>", """<ProjectReference Include="../library/library.csproj" />"""));
        consumer.Write("app/Program.cs", "System.Console.WriteLine(typeof(Fresh.Net).Name);");
        consumer.Mask("app/eval/masks/a.png", 4);
        consumer.Mask("app/eval/predictions/a.png", 1);
        var build = consumer.Build("app/app.csproj");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.True(File.Exists(consumer["library/bin/segmentation/tumour/report.json"]), build.Output);
        Assert.False(Directory.Exists(consumer["app/bin/segmentation"]));
        Assert.Single(build.Output.Split("gate 'tumour' passed").Skip(1));
    }

    [Fact]
    public void Versions_may_be_managed_centrally()
    {
        using var consumer = new Consumer(packed);
        consumer.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="MaskSharp" Version="$(MaskSharpVersion)" /></ItemGroup>
            </Project>
            """);
        consumer.Write("app/app.csproj", Project("", """<PackageReference Include="MaskSharp" />""" + Gate));
        consumer.Write("app/Net.cs", Net);
        consumer.Mask("app/eval/masks/a.png", 4);
        consumer.Mask("app/eval/predictions/a.png", 4);
        var build = consumer.Build("app/app.csproj");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("gate 'tumour' passed", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_target_frameworks_have_one_gate()
    {
        using var consumer = new Consumer(packed);
        consumer.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
              <ItemGroup>{Gate}</ItemGroup>
              <ItemGroup Condition="'$(TargetFramework)' != 'netstandard2.0'">{Reference}</ItemGroup>
              <ItemGroup Condition="'$(TargetFramework)' == 'netstandard2.0'"><Compile Remove="**/*.cs" /></ItemGroup>
            </Project>
            """);
        consumer.Write("app/Net.cs", Net);
        consumer.Mask("app/eval/masks/a.png", 4);
        consumer.Mask("app/eval/predictions/a.png", 4);
        var build = consumer.Build("app/app.csproj");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Single(build.Output.Split("gate 'tumour' passed").Skip(1));
    }

    [Fact]
    public void A_gate_runs_the_projects_own_method_and_its_model_with_the_projects_own_packages()
    {
        using var consumer = new Consumer(packed);
        // libtorch takes 488 MB, so it is linked; on a Linux with an older libstdc++ its library is mended.
        consumer.Write("app/app.csproj", Project(
            "<OutputType>Exe</OutputType><CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible><MaskSharpFixLibTorch>true</MaskSharpFixLibTorch>",
            $"""
            {Reference}
            <PackageReference Include="{Metadata.LibTorchPackage}" Version="{Metadata.LibTorchVersion}" />
            <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{Metadata.OnnxRuntimeVersion}" />
            <SegmentationGate Include="own" MinDice="0.9" />
            <SegmentationGate Include="net" Model="net.onnx" Images="eval/images" GroundTruth="eval/masks" MinDice="0.9" />
            """));
        consumer.Write("app/Program.cs", """
            using MaskSharp;
            using TorchSharp;

            System.Console.WriteLine("trained");

            public static class Gates
            {
                [SegmentationGate("own")]
                public static IEnumerable<SegmentationCase> Evaluate()
                {
                    var quality = float.Parse(File.ReadAllText("quality.txt"));
                    yield return new SegmentationCase("a", torch.tensor(new[] { quality, 0f }).reshape(1, 2), torch.tensor(new[] { 1, 0 }).reshape(1, 2));
                }
            }
            """);
        consumer.Write("app/quality.txt", "1");
        File.WriteAllBytes(consumer["app/net.onnx"], OnnxFile.Each("Identity", 0, 1, 0, 0));
        consumer.Mask("app/eval/images/a.png", 4);
        consumer.Mask("app/eval/masks/a.png", 4);

        var passing = consumer.Build("app/app.csproj");
        Assert.True(passing.ExitCode == 0, passing.Output);
        Assert.Contains("gate 'own' passed on 1 case: mean Dice 1.0000", passing.Output, StringComparison.Ordinal);
        Assert.Contains("gate 'net' passed on 1 case: mean Dice 1.0000", passing.Output, StringComparison.Ordinal);
        Assert.Equal(2, consumer.Build("app/app.csproj", "--no-restore").Output.Split("is up to date").Length - 1);

        // What the method reads and the gate does not name is not looked at; a new report makes it run again.
        consumer.Write("app/quality.txt", "0");
        File.Delete(consumer["app/bin/segmentation/own/report.json"]);
        File.WriteAllBytes(consumer["app/net.onnx"], OnnxFile.Mix([[0]], [0], 0, 1, 0, 0));
        var failing = consumer.Build("app/app.csproj", "--no-restore");
        Assert.NotEqual(0, failing.ExitCode);
        Assert.Contains("app.csproj(6): error MASK2001: gate 'own'", failing.Output, StringComparison.Ordinal);
        Assert.Contains("app.csproj(7): error MASK2001: gate 'net'", failing.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_code_gates_masks_without_TorchSharp()
    {
        using var consumer = new Consumer(packed);
        consumer.Write("gate/gate.csproj", Project(
            "<EnableDefaultItems>false</EnableDefaultItems>", """<PackageReference Include="MaskSharp" Version="$(MaskSharpVersion)" ExcludeAssets="compile;runtime" />""" + Gate));
        consumer.Mask("gate/eval/masks/a.png", 4);
        consumer.Mask("gate/eval/predictions/a.png", 4);
        var build = consumer.Build("gate/gate.csproj");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("gate 'tumour' passed", build.Output, StringComparison.Ordinal);
        Assert.Equal(["gate.dll"], Directory.GetFiles(consumer["gate/bin"], "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    private static string Project(string properties, string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """;
}
