using System.Text.Json;
using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Documentation;

/// <summary>The list of formulas that <c>build/mutate.cs</c> breaks, as docs/reliability.md tells of it, fits the sources.</summary>
public sealed class MutationListTests
{
    public static TheoryData<string, string, string> Mutations()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "build", "mutations.json")));
        var data = new TheoryData<string, string, string>();
        foreach (var mutation in list.RootElement.EnumerateArray())
            data.Add(mutation.GetProperty("what").GetString()!, mutation.GetProperty("file").GetString()!, mutation.GetProperty("from").GetString()!);
        return data;
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Each_place_is_there_once(string what, string file, string from)
        => Assert.True(File.ReadAllText(Path.Combine(Repository.Root, file)).Split(from).Length == 2, $"{what}: expected once in {file}: {from}");
}
