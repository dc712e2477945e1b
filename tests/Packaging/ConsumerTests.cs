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

    private static string Project(string properties, string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """;
}
