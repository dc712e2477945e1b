using System.Globalization;

namespace Benchmarks;

/// <summary>What <c>ratios</c> was asked for, or <c>counting</c>, which knows <c>--large</c> and <c>--seconds</c> alone.</summary>
/// <param name="Json">Where the rows go as JSON too, or null.</param>
/// <param name="Large">Whether 64 M elements are measured as well.</param>
/// <param name="Seconds">Time for each row.</param>
/// <param name="KeepHeap">Whether the C library keeps freed memory instead of giving it back to the kernel.</param>
/// <param name="Only">The one shape to measure, such as 8x1x512x512, or null for all.</param>
/// <param name="Plot">Where a chart of the ratios goes as SVG, or null.</param>
internal sealed record Options(string? Json, bool Large, double Seconds, bool KeepHeap, string? Only, string? Plot)
{
    public const string Usage = """
        usage: counting [--large] [--seconds S]
          counts of pixels and surface distances on one thread
        usage: ratios [--json FILE] [--large] [--seconds S] [--keep-heap] [--only SHAPE] [--plot FILE]
          --json FILE   write the rows as JSON too
          --large       also measure 64 M elements (about 2 GB of memory)
          --seconds S   time for each row, default 3
          --keep-heap   let the C library keep freed memory, so that no step pays for page faults
          --only SHAPE  measure the rows of one shape only, such as 8x1x512x512
          --plot FILE   draw the ratios against good eager code as SVG too
        """;

    /// <summary>The options, or null where the arguments are not understood.</summary>
    public static Options? Parse(ReadOnlySpan<string> arguments)
    {
        string? json = null;
        var large = false;
        var seconds = 3.0;
        var keepHeap = false;
        string? only = null;
        string? plot = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--json" when i + 1 < arguments.Length:
                    json = arguments[++i];
                    break;
                case "--only" when i + 1 < arguments.Length:
                    only = arguments[++i];
                    break;
                case "--plot" when i + 1 < arguments.Length:
                    plot = arguments[++i];
                    break;
                case "--large":
                    large = true;
                    break;
                case "--keep-heap":
                    keepHeap = true;
                    break;
                case "--seconds" when i + 1 < arguments.Length
                    && double.TryParse(arguments[++i], NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && seconds > 0:
                    break;
                default:
                    return null;
            }
        }

        return new(json, large, seconds, keepHeap, only, plot);
    }
}
