using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Generators.Model;

/// <summary>A place in a source file as plain values: a <see cref="Location"/> would keep its syntax tree alive.</summary>
internal sealed record LocationInfo(string FilePath, TextSpan TextSpan, LinePositionSpan LineSpan)
{
    public static LocationInfo? From(SyntaxNode? node) => From(node?.GetLocation());

    public static LocationInfo? From(Location? location)
        => location?.SourceTree is { } tree ? new(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    /// <summary>
    /// The real location in <paramref name="compilation"/>, so that the diagnostic obeys <c>#pragma warning</c> and .editorconfig.
    /// </summary>
    public Location ToLocation(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath == FilePath && TextSpan.End <= tree.Length)
                return Location.Create(tree, TextSpan);
        }

        return Location.Create(FilePath, TextSpan, LineSpan);
    }
}
