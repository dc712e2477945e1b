using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Follows an agreement forward, through conversions, variables, counters, lambdas and helpers, to see whether it ends as an
/// average over pixels. A picture of errors, a weight map or an exact check ends elsewhere.
/// </summary>
internal sealed partial class AveragingFlow(TorchTypes types, CodeMap code)
{
    private const int MostSteps = 300;
    private const int MostCalls = 2;

    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private int _steps;
    private int _calls;

    /// <summary>The sums, means and counts it ends in.</summary>
    public List<IOperation> Reductions { get; } = [];

    /// <summary>What restricts the pixels on the way: other operands of conjunctions and products, indices.</summary>
    public List<IOperation> Restrictions { get; } = [];

    /// <summary>Whether samples that are right as a whole are told from others too, as with puzzles and texts, and no pixel counts by itself.</summary>
    public bool AreWholesCounted { get; private set; }

    public static AveragingFlow Of(IOperation value, TorchTypes types, CodeMap code)
    {
        var flow = new AveragingFlow(types, code);

        // These average by themselves.
        if (value is IInvocationOperation { TargetMethod.Name: "l1_loss" or "mse_loss" or "HammingDistance" })
            flow.Reductions.Add(value);
        else if (value is IInvocationOperation { TargetMethod.Name: "Xor" } bits)
            flow.FollowBits(bits);
        else
            flow.Follow(value);
        return flow;
    }

    private void Follow(IOperation operation)
    {
        if (_steps++ > MostSteps)
            return;
        var value = operation.Wrapped();
        switch (value.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                Argument(call, argument);
                break;
            case IArgumentOperation { Parent: IPropertyReferenceOperation }:
                break;
            case IInvocationOperation call when call.Instance == value:
                Receiver(call);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer when indexer.Instance == value && types.IsTensor(indexer.Type):
                Restrictions.AddRange(indexer.Arguments.SelectMany(static a => a.Value.DescendantsAndSelf()).Where(o => types.IsTensor(o.Type)).Take(1));
                Follow(indexer);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer when indexer.Instance == value:
                Follow(indexer);
                break;
            case IArrayElementReferenceOperation element when element.ArrayReference == value:
                Follow(element);
                break;
            case IMemberReferenceOperation { Member.DeclaringSyntaxReferences.Length: > 0 } member when member.Instance == value:
                MemberOf(member);
                break;
            case IForEachLoopOperation loop when loop.Collection == value:
                foreach (var element in loop.Locals)
                    FollowReads(element, loop);
                break;
            case IBinaryOperation binary:
                Binary(binary, value);
                break;
            case IUnaryOperation unary:
                Follow(unary);
                break;
            case IConditionalOperation conditional when conditional.Condition == value:
                Condition(conditional);
                break;
            case IConditionalOperation { Type: not null } conditional:
                Follow(conditional);
                break;
            case ISwitchExpressionOperation choice when choice.Value == value:
                Follow(choice);
                break;
            case ISwitchOperation choice when choice.Value == value:
                Reductions.AddRange(PairSwitch.Counters(choice));
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowReads(declarator.Symbol, declarator);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value == value:
                Assigned(assignment.Target);
                break;
            case ICompoundAssignmentOperation compound when compound.Value == value:
                if (types.IsTensor(compound.Value.Unwrap().Type))
                    Assigned(compound.Target);
                else
                    Reductions.Add(compound);
                break;
            case IReturnOperation returned:
                Returned(returned);
                break;
            case IConditionalAccessOperation access:
                Follow(access);
                break;
        }
    }

    private void Receiver(IInvocationOperation call)
    {
        if (types.IsTorchMethod(call.TargetMethod))
        {
            Torch(call, call.Others());
        }
        else if (TorchTypes.IsPacked(call.Instance!.Type))
        {
            Packed(call);
        }
        else if (call.TargetMethod.Name is not ("ToString" or "GetHashCode"))
        {
            Follow(call);
            InObject(call.TargetMethod);
        }
    }

    private void Argument(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod;
        if (types.IsTorchMethod(method))
        {
            Torch(call, call.Arguments.Where(a => a != argument && a.ArgumentKind != ArgumentKind.DefaultValue).Select(static a => a.Value)
                .Concat(call.Instance is { } instance ? [instance] : []));
            return;
        }

        switch (method.ContainingType?.Name)
        {
            case "Enumerable" or "ParallelEnumerable" or "Queryable":
                Linq(call);
                return;
            case "Vector" or "Vector64" or "Vector128" or "Vector256" or "Vector512" when method.Name is "Sum" or "Dot":
                Reductions.Add(call);
                return;
            case "Convert" or "Math" or "MathF" or "Unsafe" or "BitOperations" or "Vector" or "Vector64" or "Vector128" or "Vector256" or "Vector512":
                Follow(call);
                return;
            case "Interlocked":
                Reductions.Add(call);
                return;
            case "Task" or "Parallel":
                Follow(call);
                return;
        }

        if (method.Name is "Add" or "Append" or "Push" or "Enqueue" && call.Instance?.ReferencedSymbol() is { } list)
            FollowReads(list, call);
        else if (method.DeclaringSyntaxReferences.Length > 0 && argument.Parameter is { } parameter && _calls < MostCalls)
            InCallee(method, parameter);
    }

    private void InCallee(IMethodSymbol method, IParameterSymbol parameter)
    {
        _calls++;
        foreach (var body in code.BodiesOf((method.ReducedFrom ?? method).OriginalDefinition))
        {
            foreach (var reference in BodyOperations.Of(body).All)
            {
                if (reference is IParameterReferenceOperation used && used.Parameter.Ordinal == parameter.Ordinal
                    && used.Parameter.Name == parameter.Name)
                {
                    Follow(used);
                }
            }
        }

        _calls--;
    }

    private void Torch(IInvocationOperation call, IEnumerable<IOperation> others)
    {
        switch (call.TargetMethod.Name)
        {
            case "mean" or "sum" or "count_nonzero" or "nanmean" or "nansum" or "nonzero" or "bincount":
                Reductions.Add(call);
                break;
            case "all":
                AreWholesCounted |= IsOfWhole(call);
                break;
            case "any":
            case "where" when !others.All(IsConstant):
                break;
            case "logical_and" or "bitwise_and" or "mul" or "multiply" or "masked_select" or "logical_and_" or "mul_":
                Restrictions.AddRange(others);
                Follow(call);
                break;
            default:
                if (types.IsTensor(call.Type) || call.Type is INamedTypeSymbol { TypeArguments.Length: > 0 } or IArrayTypeSymbol)
                    Follow(call);
                break;
        }
    }

    /// <summary>All of a sample: over all its places, laid out in a row or one dimension after the other.</summary>
    private static bool IsOfWhole(IInvocationOperation call)
        => call.Others().Any() && (call.Receiver()?.Unwrap() is IInvocationOperation { TargetMethod.Name: "flatten" or "view" or "reshape" }
            || call.Wrapped().Parent is IInvocationOperation { TargetMethod.Name: "all" });

    internal static bool IsConstant(IOperation value)
        => value.Unwrap() is IInvocationOperation { TargetMethod.Name: "ones_like" or "zeros_like" or "full_like" or "tensor" or "ones" or "zeros" or "full" } || value.Number() is not null;

    private void Linq(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "Count" or "LongCount" or "Sum" or "Average" or "Aggregate" or "CountBy":
                Reductions.Add(call);
                break;
            case "GroupBy" or "ToLookup":
                if (AreGroupsCounted(call))
                    Reductions.Add(call);
                break;
            case "All" or "Any" or "SequenceEqual" or "First" or "FirstOrDefault" or "Single" or "Last":
                break;
            default:
                Follow(call);
                break;
        }
    }

    /// <summary>Pixels grouped by whether they agree are an accuracy where the groups are counted, else a choice of pixels.</summary>
    private static bool AreGroupsCounted(IOperation grouping)
    {
        foreach (var call in BodyOperations.Of(grouping.Root()).Calls)
        {
            if (call.TargetMethod.Name is "Count" or "LongCount" && call.Receiver()?.Unwrap() is { } group
                && (group.Type?.Name == "IGrouping" || group is IPropertyReferenceOperation { Property.ContainingType.Name: "ILookup" or "Lookup" }))
            {
                return true;
            }
        }

        return false;
    }

    private void Binary(IBinaryOperation binary, IOperation value)
    {
        var other = binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand;
        if (IsMarked(other))
            return;
        if (binary.OperatorKind is BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.Multiply && other.Number() is null)
            Restrictions.Add(other);
        Follow(binary);
    }

    private void Condition(IConditionalOperation conditional)
    {
        if (conditional.Type is not null && !IsStatement(conditional))
        {
            Follow(conditional);
            return;
        }

        var counters = Counters(conditional.WhenTrue).Concat(conditional.WhenFalse is { } no ? Counters(no) : []);
        if (conditional.WhenTrue is IBranchOperation || (conditional.WhenTrue is IBlockOperation { Operations: [IBranchOperation] }))
            counters = counters.Concat(Following(conditional).SelectMany(Counters));
        Reductions.AddRange(counters);
    }

    private static bool IsStatement(IConditionalOperation conditional) => conditional.Parent is IBlockOperation or ILoopOperation or IConditionalOperation { Type: null };

    private static IEnumerable<IOperation> Following(IOperation statement)
        => statement.Parent is IBlockOperation block ? block.Operations.Skip(block.Operations.IndexOf(statement) + 1) : [];

    /// <summary>Increments that stand directly in a branch, not behind further conditions.</summary>
    internal static IEnumerable<IOperation> Counters(IOperation branch)
    {
        foreach (var operation in branch.DescendantsAndSelf())
        {
            var isCounter = operation switch
            {
                IIncrementOrDecrementOperation => true,
                ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } compound => compound.Value.Number() is not null,
                ISimpleAssignmentOperation { Value: var value } assignment => value.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
                    && assignment.Target.ReferencedSymbol() is { } target
                    && SymbolEqualityComparer.Default.Equals(sum.LeftOperand.ReferencedSymbol(), target),
                IInvocationOperation { TargetMethod: { Name: "Increment" or "Add", ContainingType.Name: "Interlocked" } } => true,
                _ => false,
            };
            if (isCounter)
                yield return operation;
        }
    }

    private void Assigned(IOperation target)
    {
        var holder = HolderOf(target);
        if (holder.ReferencedSymbol() is not { } symbol)
            return;
        if (symbol is ILocalSymbol or IParameterSymbol)
        {
            FollowReads(symbol, target);
            if (holder != target && symbol is IParameterSymbol filled)
                FollowFilled(filled);
        }
        else if (symbol is IPropertySymbol { ContainingType.IsAnonymousType: true })
        {
            // What let names in a query is read in the clauses after it.
            FollowReads(symbol.OriginalDefinition, target);
        }
        else if (_followed.Add(symbol) && _calls < MostCalls)
        {
            _calls++;
            foreach (var mention in code.MentionsOf(symbol.OriginalDefinition))
            {
                if (SymbolUses.WrittenValue(mention.Operation) is null)
                    Follow(mention.Operation);
            }

            _calls--;
        }
    }

    private void FollowReads(ISymbol symbol, IOperation near)
    {
        if (!_followed.Add(symbol))
            return;
        foreach (var read in SymbolUses.Of(near).Reads(symbol))
            Follow(read);
    }

    private void Returned(IReturnOperation returned)
    {
        var function = returned.FunctionAround();
        switch (function)
        {
            case IAnonymousFunctionOperation lambda:
                FromLambda(lambda);
                break;
            case ILocalFunctionOperation local:
                FollowCalls(local.Symbol, returned);
                break;
            default:
                FromMember(returned);
                break;
        }
    }

    private void FromLambda(IAnonymousFunctionOperation lambda)
    {
        if (DelegateCalls.ValueOf(lambda).Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: 0 } call })
        {
            if (call.TargetMethod.ContainingType?.Name is "Enumerable" or "ParallelEnumerable")
                Linq(call);
            else
                Follow(call);
            return;
        }

        foreach (var invoked in new DelegateCalls(code).Of(lambda))
            Follow(invoked);
    }

    private void FollowCalls(IMethodSymbol function, IOperation near)
    {
        if (!_followed.Add(function))
            return;
        foreach (var operation in BodyOperations.Of(near.Root()).All)
        {
            if (operation is IInvocationOperation call && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, function))
                Follow(call);
        }
    }

    private void FromMember(IOperation returned)
    {
        if (_calls >= MostCalls || returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) is not { } enclosing)
            return;
        var member = CodeMap.MemberOf(enclosing);
        if (!_followed.Add(member))
            return;
        _calls++;
        foreach (var mention in code.MentionsOf(member))
        {
            Follow(mention.Operation);
            if (mention.Operation is IMethodReferenceOperation)
            {
                foreach (var invoked in new DelegateCalls(code).Of(mention.Operation))
                    Follow(invoked);
            }
        }

        _calls--;
    }
}
