using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>The documentation of one member, with what it inherits.</summary>
internal sealed partial class MemberText
{
    private readonly List<XElement> _elements = [];
    private readonly PublicApi _api;

    private MemberText(PublicApi api) => _api = api;

    /// <summary>The member inherits its documentation from another assembly, where it is not looked at.</summary>
    public bool IsOfOtherAssembly { get; private set; }

    /// <summary>It asks to inherit where there is nothing to inherit.</summary>
    public bool InheritsNothing { get; private set; }

    public string Summary => Text("summary");

    /// <summary>What is said of the member as a whole.</summary>
    public string Whole => $"{Summary} {Text("value")} {Text("remarks")}";

    public string Returns => Text("returns");

    /// <summary>All that is said.</summary>
    public string All => string.Join(" ", _elements.Select(Flat));

    /// <summary>The documented exceptions: identifiers of their types, and when they are thrown.</summary>
    public IEnumerable<(string Type, string Text)> Errors => _elements.Where(e => e.Name == "exception").Select(e => ((string?)e.Attribute("cref") ?? "", Flat(e)));

    /// <summary>Identifiers of the types and members that the text links.</summary>
    public IEnumerable<string> Links => _elements.DescendantsAndSelf().Where(e => e.Name == "see" || e.Name == "seealso").Select(e => (string?)e.Attribute("cref")).OfType<string>();

    public static MemberText Of(ISymbol member, PublicApi api)
    {
        var text = new MemberText(api);
        text.Add(member, _ => true);
        return text;
    }

    /// <summary>What is said of a parameter: its element, else the summary that names it.</summary>
    public string Parameter(string name) => Named("param", name) is { Length: > 0 } own ? own : IsNamed(name) ? Summary : "";

    public string TypeParameter(string name) => Named("typeparam", name);

    /// <summary>Whether the texts of the member name a parameter by <c>paramref</c>.</summary>
    private bool IsNamed(string name) => _elements.Descendants("paramref").Any(e => (string?)e.Attribute("name") == name);

    private void Add(ISymbol member, Func<XElement, bool> choice)
    {
        foreach (var element in Elements(member))
        {
            if (element.Name == "inheritdoc")
                Inherit(member, element);
            else if (choice(element) && !_elements.Exists(known => Key(known) == Key(element)))
                _elements.Add(element);
        }
    }

    private void Inherit(ISymbol member, XElement element)
    {
        var cref = (string?)element.Attribute("cref");
        var origin = cref is not null ? DocumentationCommentId.GetFirstSymbolForDeclarationId(cref, _api.Compilation) : Origin(member);
        var name = ((string?)element.Attribute("path"))?.TrimStart('/');
        if (origin is null)
            InheritsNothing = true;
        else if (!SymbolEqualityComparer.Default.Equals(origin.ContainingAssembly, _api.Compilation.Assembly))
            IsOfOtherAssembly = true;
        else
            Add(origin, inherited => name is null || inherited.Name == name);
    }

    private static ISymbol? Origin(ISymbol member) => member switch
    {
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        INamedTypeSymbol type => type.BaseType is { SpecialType: SpecialType.None } parent ? parent : type.Interfaces.FirstOrDefault(),
        _ => member.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers())
            .FirstOrDefault(promised => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(promised), member)),
    };

    private static IEnumerable<XElement> Elements(ISymbol member)
    {
        // A record's property is documented as a parameter of the type.
        if (member is IPropertySymbol { ContainingType: { IsRecord: true } type } && Own(member).Count == 0)
            return Own(type).Where(e => e.Name == "param" && (string?)e.Attribute("name") == member.Name).Select(e => new XElement("summary", e.Nodes()));
        return Own(member);
    }

    private static List<XElement> Own(ISymbol member)
    {
        var xml = member.GetDocumentationCommentXml(expandIncludes: true);
        return string.IsNullOrWhiteSpace(xml) ? [] : [.. XElement.Parse(xml, LoadOptions.PreserveWhitespace).Elements()];
    }

    private static (XName, string?) Key(XElement element) => (element.Name, (string?)(element.Attribute("name") ?? element.Attribute("cref")));

    private string Text(string name) => string.Join(" ", _elements.Where(e => e.Name == name).Select(Flat));

    private string Named(string element, string name) => string.Join(" ", _elements.Where(e => e.Name == element && (string?)e.Attribute("name") == name).Select(Flat));

    private static string Flat(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(Flat)), " ").Trim();

    private static string Flat(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "para" } inner => $" {Flat(inner)} ",
        XElement inner when inner.Attribute("cref") is { } cref && inner.IsEmpty => LastName().Match(cref.Value).Groups[1].Value,
        XElement inner when (inner.Attribute("name") ?? inner.Attribute("langword")) is { } name => name.Value,
        XElement inner => Flat(inner),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"([^.:(]+)(\(.*)?$")]
    private static partial Regex LastName();
}
