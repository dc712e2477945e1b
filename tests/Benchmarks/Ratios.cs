using System.Text.Encodings.Web;
using System.Text.Json;
using Benchmarks.Measuring;
using Benchmarks.Reports;
using Benchmarks.Rows;

namespace Benchmarks;

/// <summary>The command <c>ratios</c>: measures every row, prints the tables of docs/performance.md, writes JSON on request.</summary>
internal static class Ratios
{
    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly long[][] _binaryShapes = [[1, 1, 32, 32], [4, 1, 256, 256], [8, 1, 512, 512]];
    private static readonly long[][] _multiclassShapes = [[2, 2, 96, 96, 96], [2, 4, 96, 96, 96], [2, 8, 96, 96, 96], [2, 16, 96, 96, 96], [4, 2, 512, 512], [4, 4, 512, 512], [4, 8, 512, 512], [4, 16, 512, 512]];
    private static readonly long[][] _termShapes = [[8, 1, 512, 512], [4, 4, 512, 512]];
    private static readonly long[] _largeShape = [64, 1, 1024, 1024];
    private static readonly long[] _memoryShape = [8, 1, 512, 512];

    public static void Run(Options options)
    {
        var budget = TimeSpan.FromSeconds(options.Seconds);
        var rows = new List<Row>();
        foreach (var threads in new[] { 1, 2 }.Where(count => count <= Environment.ProcessorCount))
        {
            foreach (var shape in Chosen(options.Large ? [.. _binaryShapes, _largeShape] : _binaryShapes))
            {
                Add(Jobs.Binary(shape, threads, backward: false, budget));
                Add(Jobs.Binary(shape, threads, backward: true, budget));
            }

            foreach (var shape in Chosen(_multiclassShapes))
                Add(Jobs.Multiclass(shape, threads, backward: true, budget));
        }

        foreach (var shape in Chosen(_termShapes))
            Add(Jobs.Terms(shape, threads: 1, budget));

        var memory = MemoryProbe.Supported && Chosen([_memoryShape]).Any() ? Jobs.BinaryContenders.Select(Probe).ToList() : [];
        Console.WriteLine($"Measured on {Machine.Here}; the C library {(options.KeepHeap ? "keeps freed memory" : "has its default settings")}.\n");
        Console.WriteLine(RatioTable.Times(rows));
        Console.WriteLine(memory.Count > 0 ? RatioTable.Memory(memory) : "Memory is measured on Linux, at its own shape only.");
        if (options.Plot is { } chart)
            RatioPlot.Write(chart, rows);
        if (options.Json is { } path)
            File.WriteAllText(path, JsonSerializer.Serialize(new { schema = 1, machine = Machine.Here, rows, memory }, _indented));

        IEnumerable<long[]> Chosen(long[][] shapes) => shapes.Where(shape => options.Only is null || string.Join('x', shape) == options.Only);

        void Add(Row row)
        {
            rows.Add(row);
            Console.Error.WriteLine($"measured {row.Job} {row.Shape} {row.Step}, threads: {row.Threads}");
        }
    }

    /// <summary>The child's side of the memory probe: prints the bytes of one step.</summary>
    public static void PrintMemory(string contender, string shape)
    {
        var sizes = Array.ConvertAll(shape.Split('x'), long.Parse);
        Console.Write(MemoryProbe.Measure(Jobs.BinaryStep(contender, sizes)));
    }

    private static MemoryRow Probe(string contender)
    {
        var bytes = MemoryProbe.MeasureInChild(contender, string.Join('x', _memoryShape));
        var logits = sizeof(float) * _memoryShape.Aggregate((a, b) => a * b);
        return new(contender, string.Join("×", _memoryShape), bytes, (double)bytes / logits);
    }
}
