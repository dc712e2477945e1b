using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Tells what is computed for training from what is computed for a report.</summary>
internal static class LossFlow
{
    private const int MostSteps = 40;
    private const string SegmentationLoss = "SegmentationLossAttribute";

    /// <summary>A function or class that is a loss by name, by base class or by attribute.</summary>
    public static bool IsLoss(ISymbol member, TorchTypes types)
    {
        if (Vocabulary.IsLossLike(member.Name) && !Vocabulary.IsAccuracy(member.Name) && !IsSearched(member))
            return true;
        if (member.GetAttributes().Any(static a => a.AttributeClass?.Name == SegmentationLoss))
            return true;
        if (member.ContainingType is not { } type)
            return false;
        return IsLossClass(type, types) || (types.IsModule(type) && member.Name is "forward" or "call");
    }

    /// <summary>The objective of a search over settings is a number, from which nothing is learnt by gradient.</summary>
    private static bool IsSearched(ISymbol member)
        => Vocabulary.IsObjective(member.Name) && member is IMethodSymbol { ReturnType: var type } && TorchTypes.IsFloating(type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type);

    public static bool IsLossClass(ITypeSymbol type, TorchTypes types)
    {
        if (Vocabulary.IsLossLike(type.Name) && !Vocabulary.IsAccuracy(type.Name))
            return true;
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.Name == "Loss" && types.IsModule(t))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a call computes a loss: its value is trained on, or that of another call of the same function is, or it is kept
    /// under the name of a loss.
    /// </summary>
    public static bool IsLossCall(IOperation call, IMethodSymbol method, TorchTypes types, CodeMap code)
    {
        if (IsLoss(method, types) || EndsInBackward(call, types, code))
            return true;
        if (!types.IsTensor(call.Type) || method.DeclaringSyntaxReferences.Length == 0)
            return false;
        return IsKeptAsLoss(call)
            || code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition).Any(m => EndsInBackward(m.Operation, types, code));
    }

    private static bool IsKeptAsLoss(IOperation call)
    {
        for (var parent = call.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            var name = parent switch
            {
                IVariableDeclaratorOperation declarator => declarator.Symbol.Name,
                IAssignmentOperation assignment => assignment.Target.ReferencedSymbol()?.Name,
                _ => null,
            };
            if (name is not null)
                return Vocabulary.IsLossLike(name);
        }

        return false;
    }

    /// <summary>Whether a tensor flows into a <c>backward()</c>.</summary>
    public static bool EndsInBackward(IOperation value, TorchTypes types, CodeMap code)
        => new Walk(types, code).Follow(value);

    private sealed class Walk(TorchTypes types, CodeMap code)
    {
        private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
        private int _steps;

        public bool Follow(IOperation operation)
        {
            if (_steps++ > MostSteps || !types.IsTensor(operation.Type))
                return false;
            var value = operation.Wrapped();
            switch (value.Parent)
            {
                case IInvocationOperation call when call.Instance == value:
                    return call.TargetMethod.Name == "backward" || Follow(call);
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return call.TargetMethod.Name == "backward" || (types.IsTorchMethod(call.TargetMethod) && Follow(call));
                case IBinaryOperation or IUnaryOperation or IConditionalOperation or IConditionalAccessOperation:
                    return Follow(value.Parent);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return Reads(declarator.Symbol, value);
                case IAssignmentOperation assignment when assignment.Value == value:
                    return assignment.Target.ReferencedSymbol() is { } target and (ILocalSymbol or IParameterSymbol) && Reads(target, value);
                case IReturnOperation returned:
                    return Returned(returned);
                default:
                    return false;
            }
        }

        private bool Reads(ISymbol symbol, IOperation near)
            => _seen.Add(symbol) && SymbolUses.Of(near).Reads(symbol).Any(Follow);

        private bool Returned(IReturnOperation returned)
        {
            if (returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) is not { } enclosing)
                return false;
            var member = CodeMap.MemberOf(enclosing);
            return _seen.Add(member) && code.MentionsOf(member).Any(m => Follow(m.Operation));
        }
    }
}
