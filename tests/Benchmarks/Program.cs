using Benchmarks;
using Benchmarks.Measuring;

switch (args)
{
    case ["ratios", .. var rest] when Options.Parse(rest) is { KeepHeap: true } && !Child.KeepsHeap:
        return Child.RunWithKeptHeap(args);
    case ["ratios", .. var rest] when Options.Parse(rest) is { } options:
        Ratios.Run(options);
        return 0;
    case ["counting", .. var rest] when Options.Parse(rest) is { Json: null, KeepHeap: false, Only: null, Plot: null } options:
        Counting.Run(options);
        return 0;
    case ["memory", var contender, var shape]:
        Ratios.PrintMemory(contender, shape);
        return 0;
    default:
        Console.Error.WriteLine(Options.Usage);
        return 2;
}
