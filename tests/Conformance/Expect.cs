using Conformance.Running;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>Assertions on verdicts.</summary>
public static class Expect
{
    public static void NoDifference(ITestOutputHelper output, string name, IReadOnlyList<CaseResult> results)
    {
        output.WriteLine(Report.Line(name, results));
        foreach (var group in results.Where(result => result.Verdict is Verdict.Declined or Verdict.PeerFault).GroupBy(result => result.Detail))
            output.WriteLine($"  {group.Count()} not run: {group.Key}");
        var different = results.Where(result => result.Verdict == Verdict.Different).Select(result => $"{result.Id} {result.Detail}").ToList();
        Assert.True(different.Count == 0, $"{different.Count} of {results.Count} cases differ:\n{string.Join("\n", different.Take(20))}");
    }
}
