namespace MaskSharp.Tests.BruteForce;

/// <summary>One of 2,000 small batches of label maps: rare, missing and ignored classes, pixels that do not count, samples of no counted pixel.</summary>
/// <param name="Number">From 0 on.</param>
/// <param name="Classes">1 (binary) to 5.</param>
/// <param name="Ignore">Target value that does not count.</param>
/// <param name="Samples">Labels of each sample.</param>
/// <param name="Options">Each rule for 0/0 in turn.</param>
internal sealed record LabelCase(int Number, int Classes, int? Ignore, IReadOnlyList<(int[] Prediction, int[] Target)> Samples, ScoreOptions Options)
{
    public static IReadOnlyList<LabelCase> All { get; } = Make(new Random(2001), 2000);

    private PlainPixels[][]? _pixels;
    private PlainPixels[]? _images;
    private PlainPixels[]? _pooled;
    private PlainPixels? _whole;

    /// <summary>The first class that means look at.</summary>
    public int First => Options.IncludeBackground || Classes == 1 ? 0 : 1;

    /// <summary>The classes that means look at.</summary>
    public IEnumerable<int> Counted => Enumerable.Range(First, Classes - First);

    /// <summary>All pixels, once for each class that means look at.</summary>
    public PlainPixels Whole => _whole ??= PlainPixels.Join(Counted.Select(Pooled));

    /// <summary>The pixels of a sample as those of one class and the rest.</summary>
    public PlainPixels Pixels(int sample, int classIndex)
        => (_pixels ??= [.. Samples.Select(one => OfSample(one.Prediction, one.Target, Classes, Ignore))])[sample][classIndex];

    /// <summary>The pixels of a sample, once for each class that means look at.</summary>
    public PlainPixels Image(int sample)
        => (_images ??= [.. Samples.Select((_, i) => PlainPixels.Join(Counted.Select(c => Pixels(i, c))))])[sample];

    /// <summary>The pixels of all samples as those of one class and the rest.</summary>
    public PlainPixels Pooled(int classIndex)
        => (_pooled ??= [.. Enumerable.Range(0, Classes).Select(c => PlainPixels.Join(Samples.Select((_, i) => Pixels(i, c))))])[classIndex];

    private static PlainPixels[] OfSample(int[] prediction, int[] target, int classes, int? ignore)
        => [.. Enumerable.Range(classes == 1 ? 1 : 0, classes).Select(label =>
            new PlainPixels([.. prediction.Zip(target).Where(pixel => pixel.Second != ignore).Select(pixel => (pixel.First == label, pixel.Second == label))]))];

    private static List<LabelCase> Make(Random random, int count)
    {
        var cases = new List<LabelCase>();
        for (var number = 0; number < count; number++)
        {
            var classes = random.Next(1, 6);
            int? ignore = random.Next(3) switch { 0 => null, 1 => 255, _ => random.Next(Math.Max(2, classes)) };
            var samples = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Sample(random, Math.Max(2, classes), ignore)).ToList();
            cases.Add(new(number, classes, ignore, samples, new()
            {
                Empty = (EmptyMask)(number % 4),
                Undefined = (UndefinedScore)(number / 4 % 4),
                IncludeBackground = number / 16 % 2 == 0,
            }));
        }

        return cases;
    }

    private static (int[] Prediction, int[] Target) Sample(Random random, int labels, int? ignore)
    {
        var pixels = random.Next(1, random.Next(2) == 0 ? 9 : 80);

        // All of one class, as many of each, or one class alone now and then.
        var (common, share) = (random.Next(labels), random.Next(4) / 3.0);
        int Label() => random.NextDouble() < share ? common : random.Next(labels);
        int[] target = [.. Enumerable.Range(0, pixels).Select(_ => Label())];
        var errors = random.Next(4) / 3.0;
        int[] prediction = [.. target.Select(label => random.NextDouble() < errors ? Label() : label)];
        if (ignore is { } value)
        {
            var ignored = random.Next(4) / 3.0;
            target = [.. target.Select(label => random.NextDouble() < ignored ? value : label)];
        }

        return (prediction, target);
    }
}
