using System.Globalization;

namespace MaskSharp.Tests.Child;

/// <summary>What runs in a process of its own: what could kill the process, and what would fill it.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => arguments switch
    {
        ["misuse"] => Misuse.Run(),
        ["in-place"] => InPlace.Run(),
        ["huge"] => Huge.Run(),
        ["lanes"] => NarrowLanes.Run(),
        ["steps", var count] => ManySteps.Run(int.Parse(count, CultureInfo.InvariantCulture)),
        _ => 2,
    };
}
