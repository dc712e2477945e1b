using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Evaluator.Tests.CaseSources;

/// <summary>Gates in a built assembly, which here is that of the tests: each is run in a process of its own.</summary>
public static class TestGates
{
    // Four true pixels; two of them found, and one invented: Dice 4/7.
    private static readonly float[] _true = [1, 1, 1, 1, 0, 0, 0, 0];
    private static readonly float[] _found = [0.9f, 0.5f, 0.4f, 0.1f, 0.6f, 0, 0.2f, 0.3f];

    [SegmentationGate("probabilities")]
    public static IEnumerable<SegmentationCase> Probabilities()
    {
        Console.WriteLine("the method prints");
        using var parameter = tensor(_found, requires_grad: true);
        yield return new SegmentationCase("p7/slice 2_mask", parameter.reshape(1, 1, 2, 4).mul(1), tensor(_true).reshape(2, 4));
        yield return new SegmentationCase("p7/slice 1", tensor(_true).reshape(2, 4).to_type(ScalarType.Float16), tensor(_true).reshape(1, 2, 4).to_type(ScalarType.Int64));
    }

    [SegmentationGate("classes")]
    public static IReadOnlyList<SegmentationCase> Classes()
    {
        var labels = tensor([0, 1, 2, 2], ScalarType.Int64).reshape(2, 2);
        using var scores = nn.functional.one_hot(labels, 3).permute(2, 0, 1).to_type(ScalarType.Float32).mul(5);
        return [new SegmentationCase("a", scores.contiguous(), labels)];
    }

    [SegmentationGate("volume")]
    public static SegmentationCase[] Volume()
    {
        var mask = zeros(2, 3, 4, ScalarType.Bool);
        mask[1, 2, 3] = true;
        var moved = zeros(2, 3, 4, ScalarType.Bool);
        moved[0, 2, 3] = true;
        return [new SegmentationCase("v", moved, mask, [7, 1, 1])];
    }

    [SegmentationGate("plane")]
    public static SegmentationCase[] Plane()
    {
        // Three classes of a volume of one plane: [3, 1, 2, 2] against [1, 2, 2], placed along three axes.
        var labels = tensor([0, 1, 2, 2], ScalarType.Int64).reshape(1, 2, 2);
        var scores = nn.functional.one_hot(labels, 3).permute(3, 0, 1, 2).to_type(ScalarType.Float32).contiguous();
        return [new SegmentationCase("v", scores, labels, [5, 1, 1]), new SegmentationCase("w", scores.unsqueeze(0), labels)];
    }

    [SegmentationGate("waits")]
    public static IEnumerable<SegmentationCase> Waits()
    {
        File.WriteAllText(Environment.GetEnvironmentVariable("MASKSHARP_TEST_PROCESS")!, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture) + Console.In.ReadToEnd());
        Thread.Sleep(Timeout.Infinite);
        yield break;
    }

    [SegmentationGate("throws")]
    public static IEnumerable<SegmentationCase> Throws()
    {
        yield return new SegmentationCase("a", ones(2, 2), ones(2, 2));
        throw new InvalidOperationException("the weights are of another network");
    }

    [SegmentationGate("crash")]
    public static IEnumerable<SegmentationCase> Crash()
    {
        Environment.FailFast("last words");
        yield break;
    }

    [SegmentationGate("leaves")]
    public static IEnumerable<SegmentationCase> Leaves()
    {
        Environment.Exit(0);
        yield break;
    }

    [SegmentationGate("large")]
    public static IEnumerable<SegmentationCase> Large()
    {
        for (var i = 0; ; i++) yield return new SegmentationCase($"{i}", rand(128, 128), ones(128, 128));
    }

    [SegmentationGate("same name")]
    public static IEnumerable<SegmentationCase> SameName() => [new("a", ones(1, 1), ones(1, 1)), new("a", ones(1, 1), ones(1, 1))];

    [SegmentationGate("shapes")]
    public static IEnumerable<SegmentationCase> Shapes() => [new("a", ones(2, 3), ones(3, 2))];

    [SegmentationGate("nothing")]
    public static IEnumerable<SegmentationCase> Nothing() => [];

    [SegmentationGate("double")]
    public static IEnumerable<SegmentationCase> Once() => [];

    [SegmentationGate("double")]
    public static IEnumerable<SegmentationCase> Twice() => [];

    [SegmentationGate("parameters")]
    public static IEnumerable<SegmentationCase> Parameters(int count) => Enumerable.Repeat(new SegmentationCase("a", ones(1, 1), ones(1, 1)), count);

    [SegmentationGate("returns")]
    public static int Returns() => 1;
}
