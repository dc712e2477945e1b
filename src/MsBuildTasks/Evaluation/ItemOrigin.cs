using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>Where an item is declared.</summary>
/// <param name="File">The full path of the project file, or of the file it imports.</param>
/// <param name="Line">The line, from 1; 0 where it cannot be told.</param>
internal readonly record struct ItemOrigin(string File, int Line)
{
    /// <summary>Finds the declaration of an item by its <c>Include</c> in the file that MSBuild names.</summary>
    /// <param name="item">The item.</param>
    /// <param name="itemType">The name of its element.</param>
    /// <param name="projectFile">The file to name if MSBuild names none.</param>
    public static ItemOrigin Of(ITaskItem item, string itemType, string projectFile)
    {
        var file = item.GetMetadata("DefiningProjectFullPath");
        if (string.IsNullOrEmpty(file))
            file = projectFile;
        return new ItemOrigin(file, FindLine(file, itemType, item.ItemSpec));
    }

    /// <summary>The form in which the evaluator takes it and MSBuild prints it.</summary>
    public override string ToString() => Line > 0 ? FormattableString.Invariant($"{File}({Line})") : File;

    private static int FindLine(string file, string itemType, string include)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var elements = XDocument.Load(reader, LoadOptions.SetLineInfo).Descendants()
                .Where(element => string.Equals(element.Name.LocalName, itemType, StringComparison.OrdinalIgnoreCase) && element.Attribute("Include") is not null)
                .ToList();
            var element = elements.Find(element => element.Attribute("Include").Value.Split(';').Any(part => part.Trim() == include));

            // An Include made from properties cannot be compared, but need not be if it is the only one.
            element ??= elements.Count == 1 ? elements[0] : null;
            return element is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : 0;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return 0;
        }
    }
}
