using Conformance.Migrating;
using Conformance.Options;
using Conformance.Peers;
using Conformance.Running;
using Conformance.Vectors;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>docs/migrating.md tells the truth: each attribute compiles, and gives the numbers of the call beside it.</summary>
public sealed class MigratingTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_row_gives_the_numbers_of_the_call_beside_it()
    {
        var rows = MigrationRow.Page;
        var classes = EmittedClasses.Compile([.. rows.Select(row => row.Attribute)]);
        var compared = 0;
        var failures = new List<string>();
        foreach (var (row, emitted) in rows.Zip(classes))
        {
            var name = $"{row.Peer}.{row.Call.Name}, {row.Attribute}";
            failures.AddRange(emitted.Refusals.Select(refusal => $"{name}: {refusal}"));
            var results = Run(row, emitted);
            compared += results.Count;
            output.WriteLine($"{results.Count} cases: {name}");
            failures.AddRange(results.Where(result => result.Verdict == Verdict.Different).Select(result => $"{name}: {result.Id} {result.Detail}"));
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.True(compared > 0, "no case has the arguments of any row");
    }

    private static List<CaseResult> Run(MigrationRow row, EmittedClass emitted)
    {
        var peer = PeerLosses.Named(row.Peer);
        var results = new List<CaseResult>();
        foreach (var vector in VectorFolder.Find($"{row.Peer}.{row.Call.Name}").SelectMany(path => VectorFile.Read(path).Cases))
        {
            if (vector.Error is null && vector.PeerFault is null && vector.Unreadable is null && IsOf(row, vector)
                && peer.Map(row.Call.Name, vector) is LossCall call)
            {
                // The article's activation stands outside the loss there, and inside it here.
                var own = row.Peer == "classic" ? call with { Before = input => input, Strict = false } : call;
                results.Add(CaseRunner.Run(vector, own with { Options = new LossOptions() }, emitted.Loss));
            }
        }

        return results;
    }

    /// <summary>Whether a case has the row's arguments and the number of channels that the row is for.</summary>
    private static bool IsOf(MigrationRow row, VectorCase vector)
    {
        var channels = row.Attribute.Contains("Classes = 3", StringComparison.Ordinal) ? 3 : 1;
        var input = vector.Inputs["input"];
        if (input.Shape.Length < 2 || input.Shape[1] != channels)
            return false;

        // Beyond 36 a sigmoid is 0 or 1 in double precision, and the article's gradient is lost, as the page says.
        if (row.Peer == "classic" && input.Data.Any(value => Math.Abs(value) > 36))
            return false;
        return vector.Parameters.Equal(row.Call.Arguments, but: "to_onehot_y");
    }
}
