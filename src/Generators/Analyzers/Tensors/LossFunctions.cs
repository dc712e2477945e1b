using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>
/// Tells functions that are losses though no name of their own says so: lambdas by what they are kept in or returned from, and any function
/// by what it returns.
/// </summary>
internal static class LossFunctions
{
    /// <summary>A loss by name, or one of two tensors that makes a loss of its first.</summary>
    /// <param name="function">The lambda, local function or body.</param>
    /// <param name="symbol">Its method.</param>
    /// <param name="project">What all rules ask about.</param>
    public static bool Is(IOperation function, IMethodSymbol symbol, TorchProject project)
        => LossCalls.IsLoss(symbol, project.Types) || IsKeptAsLoss(function, symbol, project) || Returns(function, symbol, project).Any(v => LossShape.Is(v, project) && Gradient.ReachesActivated(v, project));

    /// <summary><c>Func&lt;Tensor, Tensor, Tensor&gt; diceLoss = (p, t) => …</c>, and what a member called like a loss returns.</summary>
    public static bool IsKeptAsLoss(IOperation function, IMethodSymbol symbol, TorchProject project)
        => function is IAnonymousFunctionOperation && TakesPair(symbol, project.Types) && NameOf(DelegateCalls.ValueOf(function), symbol) is { } name
            && Vocabulary.IsLossLike(name) && !Vocabulary.IsAccuracy(name);

    /// <summary>A function of a type that is called like a loss, which makes one.</summary>
    public static bool IsOfLossType(IOperation function, IMethodSymbol symbol, TorchProject project)
        => CodeMap.MemberOf(symbol).ContainingType is { } type && LossFlow.IsLossClass(type, project.Types) && Returns(function, symbol, project).Any(v => LossShape.Is(v, project));

    private static IEnumerable<IOperation> Returns(IOperation function, IMethodSymbol symbol, TorchProject project)
        => project.Types.IsTensor(symbol.ReturnType) && TakesPair(symbol, project.Types) ? function.ReturnedValues().Where(static v => !Gradient.IsOff(v)) : [];

    private static bool TakesPair(IMethodSymbol symbol, TorchTypes types) => symbol.Parameters.Count(p => types.IsTensor(p.Type)) >= 2;

    private static string? NameOf(IOperation value, IMethodSymbol symbol) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.Name,
        IFieldInitializerOperation { InitializedFields: [var field] } => field.Name,
        IPropertyInitializerOperation { InitializedProperties: [var property] } => property.Name,
        ISimpleAssignmentOperation assignment => assignment.Target.ReferencedSymbol()?.Name,
        IArgumentOperation argument => argument.Parameter?.Name,
        IReturnOperation => CodeMap.MemberOf(symbol).Name,
        _ => null,
    };
}
