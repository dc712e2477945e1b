using System.Collections.Concurrent;
using System.Xml.Linq;
using MaskSharp.Samples.Tests.Support;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>The documentation of every public member says what its users have to know: shapes, dtypes, ranges, units, errors and sources.</summary>
public sealed class PublicMemberTests
{
    private static readonly MemberRule[] _rules = [new TextRule(), new ShapeRule(), new RangeRule(), new ErrorRule(), new SourceRule()];

    private static readonly ConcurrentDictionary<string, PublicApi> _projects = new();

    /// <summary>The projects with public members that can be bound here, and the rules.</summary>
    public static TheoryData<string, string> Checks()
    {
        var data = new TheoryData<string, string>();
        foreach (var project in (string[])["Runtime", "MsBuildTasks", "Generators"])
        {
            foreach (var rule in _rules)
                data.Add(project, rule.GetType().Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void Each_public_member_keeps_the_rule(string project, string rule)
        => Assert.Empty(Faults(project, rule).Where(fault => !Excuse.All.Any(excuse => excuse.Covers(fault.Member, fault.Text))).Select(fault => $"{fault.Member}: {fault.Text}"));

    [Fact]
    public void Each_excuse_is_needed()
    {
        var faults = _rules.SelectMany(rule => Faults("Runtime", rule.GetType().Name)).ToList();
        Assert.DoesNotContain(Excuse.All, excuse => !faults.Exists(fault => excuse.Covers(fault.Member, fault.Text)));
    }

    [Theory]
    [InlineData("Runtime")]
    [InlineData("MsBuildTasks")]
    [InlineData("Generators")]
    public void Sources_are_bound_but_for_what_the_compiler_generates(string project)
    {
        var api = Api(project);
        Assert.NotEmpty(api.Members);

        // Imports of native functions, and the reader and writer of JSON.
        var errors = api.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795" && !d.GetMessage().Contains("JsonContext", StringComparison.Ordinal) && !d.GetMessage().Contains("JsonSerializerContext", StringComparison.Ordinal));
        Assert.Empty(errors);
    }

    [Fact]
    public void The_shipped_documentation_has_each_public_member()
    {
        var file = Path.Combine(Repository.Root, "src", "Runtime", "bin", Repository.Configuration, "net10.0", "MaskSharp.xml");
        var shipped = XDocument.Load(file).Descendants("member").Select(member => (string)member.Attribute("name")!).ToHashSet();
        Assert.DoesNotContain(Api("Runtime").Members.Select(member => member.GetDocumentationCommentId()!), id => !shipped.Contains(id));
    }

    [Fact]
    public void The_evaluator_is_a_program_without_public_members() => Assert.Empty(Api("Evaluator").Members);

    private static IEnumerable<(string Member, string Text)> Faults(string project, string rule)
    {
        var api = Api(project);
        var check = _rules.Single(known => known.GetType().Name == rule);
        return api.Members.SelectMany(member => check.Faults(member, api.TextOf(member), api).Select(text => (PublicApi.NameOf(member), text)));
    }

    private static PublicApi Api(string project) => _projects.GetOrAdd(project, name => PublicApi.OfFolder(Path.Combine(Repository.Root, "src", name)));
}
