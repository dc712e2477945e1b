using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>What rules ask a semantic model.</summary>
internal static class ModelQueries
{
    /// <summary>
    /// The operation of a node, or null. Of some broken code, such as a function among the elements of an array, Roslyn 4.8 throws in place of
    /// an answer; there is nothing to look at then.
    /// </summary>
    public static IOperation? OperationOf(this SemanticModel model, SyntaxNode node)
    {
        try
        {
            return model.GetOperation(node);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
