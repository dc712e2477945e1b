using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using MaskSharp.Packaging.Tests;
using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Documentation;

/// <summary>Every XML block of the pages, as a part of a project: items, properties, groups of them, or a whole project.</summary>
public partial class ProjectFragmentTests
{
    private static readonly string[] _itemTypes = ["SegmentationDataset", "SegmentationGate"];

    // What comes before the first item of a group, such as <ItemGroup> of <SegmentationGate … />.
    private static readonly string[] _groups = ["Project", "ItemGroup", "PropertyGroup"];

    public static TheoryData<string, int> Fragments
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var block in Pages.Blocks.Where(block => block.Language == "xml"))
                data.Add(block.Page, block.Line);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Fragments_use_metadata_that_the_reference_documents(string page, int line)
    {
        var project = Parse(Pages.Blocks.Single(block => block.Page == page && block.Line == line));
        foreach (var item in project.Descendants().Where(element => _itemTypes.Contains(element.Name.LocalName)))
        {
            var known = Documented(item.Name.LocalName);
            foreach (var attribute in item.Attributes())
                Assert.True(known.Contains(attribute.Name.LocalName), $"{page}({line}): {attribute.Name.LocalName} of {item.Name.LocalName} is not in docs/msbuild.md");
        }
    }

    [Fact]
    public void Fragments_are_projects_that_MSBuild_evaluates()
    {
        using var folder = new TemporaryFolder();
        var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var imports = "";
        foreach (var (index, block) in Pages.Blocks.Where(block => block.Language == "xml").Index())
        {
            var project = Parse(block);
            project.Attribute("Sdk")?.Remove();
            foreach (var type in _itemTypes)
                expected[type] = expected.GetValueOrDefault(type) + project.Descendants(type).Count();
            File.WriteAllText(folder[$"{index}.proj"], project.ToString());
            imports += $"<Import Project=\"{index}.proj\" />";
        }

        File.WriteAllText(folder["all.proj"], $"<Project>{imports}</Project>");
        var (exitCode, output) = DotNet.Run(folder["."], ["msbuild", "all.proj", "-nologo", "-nodeReuse:false", .. _itemTypes.Select(type => "-getItem:" + type)]);
        Assert.True(exitCode == 0, output);
        using var items = JsonDocument.Parse(output);
        foreach (var type in _itemTypes)
            Assert.Equal(expected[type], items.RootElement.GetProperty("Items").GetProperty(type).GetArrayLength());
    }

    private static XElement Parse(Block block)
    {
        try
        {
            var content = XElement.Parse($"<Parts>{Elision().Replace(block.Text, " ")}</Parts>");
            if (content.Elements().FirstOrDefault() is { Name.LocalName: "Project" } whole)
                return whole;
            var project = new XElement("Project");
            foreach (var element in content.Elements())
                project.Add(_groups.Contains(element.Name.LocalName) ? element : new XElement(element.Attribute("Include") is null ? "PropertyGroup" : "ItemGroup", element));
            return project;
        }
        catch (XmlException e)
        {
            throw new InvalidOperationException($"{block} is no XML: {e.Message}", e);
        }
    }

    // The names of the table below the item type's heading.
    private static HashSet<string> Documented(string itemType) =>
    [
        .. Pages.Prose("docs/msbuild.md").Select(line => line.Line).SkipWhile(line => line != $"## `{itemType}`").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Name().Matches(line.Split('|')[1])).Select(match => match.Groups[1].Value),
    ];

    [GeneratedRegex(" … ")]
    private static partial Regex Elision();

    [GeneratedRegex("`([A-Za-z0-9]+)`")]
    private static partial Regex Name();
}
