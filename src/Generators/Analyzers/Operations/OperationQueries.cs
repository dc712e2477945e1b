using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>Small questions about operations that several rules ask.</summary>
internal static class OperationQueries
{
    /// <summary>The operation below conversions, parentheses, awaits and query syntax.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        // By kind: a test for an interface costs several times as much, and this is asked of every operand.
        while (true)
        {
            switch (operation.Kind)
            {
                case OperationKind.Conversion:
                    operation = ((IConversionOperation)operation).Operand;
                    break;
                case OperationKind.Parenthesized:
                    operation = ((IParenthesizedOperation)operation).Operand;
                    break;
                case OperationKind.Await:
                    operation = ((IAwaitOperation)operation).Operation;
                    break;
                case OperationKind.TranslatedQuery:
                    operation = ((ITranslatedQueryOperation)operation).Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The outermost operation that is this one but for conversions, parentheses, awaits and query syntax.</summary>
    public static IOperation Wrapped(this IOperation operation)
    {
        while (operation.Parent is { Kind: OperationKind.Conversion or OperationKind.Parenthesized or OperationKind.Await or OperationKind.TranslatedQuery } outer)
            operation = outer;
        return operation;
    }

    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>The number a constant has, or null.</summary>
    public static double? Number(this IOperation operation)
    {
        if (!operation.ConstantValue.HasValue)
        {
            var inner = operation.Unwrap();
            if (inner != operation)
                return inner.Number();

            // Scalars reach a tensor's methods through an implicit user-defined conversion, or through ToScalar.
            return operation is IInvocationOperation { TargetMethod.Name: "ToScalar", Arguments: [var argument] }
                ? argument.Value.Number()
                : null;
        }

        return operation.ConstantValue.Value switch
        {
            string => null,
            bool value => value ? 1 : 0,
            char value => value,
            IConvertible value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <summary>
    /// The numbers that an array or a collection expression lists, null for those that are no constants; null where nothing is listed. Roslyn 4.8
    /// has no operation for a collection expression.
    /// </summary>
    public static IReadOnlyList<double?>? ListedNumbers(this IOperation value) => value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer: { } list } => [.. list.ElementValues.Select(Number)],
        { Syntax: CollectionExpressionSyntax listed } => [.. listed.Elements.Select(static e => double.TryParse(e.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (double?)null)],
        _ => null,
    };

    /// <summary>The symbol that a plain reference stands for.</summary>
    public static ISymbol? ReferencedSymbol(this IOperation operation)
    {
        var reference = operation.Unwrap();
        return reference.Kind switch
        {
            OperationKind.LocalReference => ((ILocalReferenceOperation)reference).Local,
            OperationKind.ParameterReference => ((IParameterReferenceOperation)reference).Parameter,
            OperationKind.FieldReference => ((IFieldReferenceOperation)reference).Field,
            OperationKind.PropertyReference when reference is IPropertyReferenceOperation { Arguments.Length: 0 } property => property.Property,
            OperationKind.DeclarationExpression => ((IDeclarationExpressionOperation)reference).Expression.ReferencedSymbol(),
            OperationKind.VariableDeclarator => ((IVariableDeclaratorOperation)reference).Symbol,
            _ => null,
        };
    }

    /// <summary>The receiver of a call, also where the method is an extension or a static function of a value.</summary>
    public static IOperation? Receiver(this IInvocationOperation invocation)
        => invocation.Instance ?? (invocation.Arguments.Length > 0 ? invocation.Arguments.ByParameter(0)?.Value : null);

    /// <summary>What is handed over beside the receiver, in the order of the parameters.</summary>
    public static IEnumerable<IOperation> Others(this IInvocationOperation invocation)
    {
        var first = invocation.Instance is null ? 1 : 0;
        for (var i = first; i < invocation.TargetMethod.Parameters.Length; i++)
        {
            if (invocation.Arguments.ByParameter(i) is { } argument && argument.ArgumentKind != ArgumentKind.DefaultValue)
                yield return argument.Value;
        }
    }

    /// <summary>The first thing that is handed over beside the receiver.</summary>
    public static IOperation? Other(this IInvocationOperation invocation)
    {
        var first = invocation.Instance is null ? 1 : 0;
        for (var i = first; i < invocation.TargetMethod.Parameters.Length; i++)
        {
            if (invocation.Arguments.ByParameter(i) is { } argument && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.Value;
        }

        return null;
    }

    /// <summary>The tensor that a dispose scope hands out as it came, <c>scope.MoveToOuter(loss)</c>; else null.</summary>
    public static IOperation? HandedOut(this IInvocationOperation invocation, TorchTypes types)
    {
        if (invocation.Instance is null || invocation.TargetMethod.Name is not ("MoveToOuter" or "MoveToOther" or "Detach" or "Attach" or "Include")
            || invocation.Instance.Type?.Name != "DisposeScope" || !types.IsTensor(invocation.Type))
        {
            return null;
        }

        foreach (var argument in invocation.Arguments)
        {
            if (types.IsTensor(argument.Value.Unwrap().Type))
                return argument.Value;
        }

        return null;
    }

    /// <summary>Whether a conversion reads a number out of a tensor, by TorchSharp's explicit operators.</summary>
    public static bool IsHostCast(IConversionOperation conversion)
        => conversion.OperatorMethod is { Name: "op_Explicit", ContainingType.Name: "Tensor" } && TorchTypes.IsNumber(conversion.Type);

    /// <summary>What a division divides, and by what: the operator, or a method of tensors.</summary>
    public static (IOperation Dividend, IOperation Divisor)? Quotient(this IOperation operation, TorchTypes types) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } ratio => (ratio.LeftOperand, ratio.RightOperand),
        IInvocationOperation call when MethodName.Of(call.TargetMethod.Name).IsQuotient && types.IsTorchMethod(call.TargetMethod)
            && call.Receiver() is { } receiver && call.Other() is { } other => (receiver, other),
        _ => null,
    };

    public static IArgumentOperation? ByParameter(this ImmutableArray<IArgumentOperation> arguments, int ordinal)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument;
        }

        return null;
    }

    /// <summary>What a property of an anonymous object holds, which is also what <c>let</c> names in a query.</summary>
    public static IEnumerable<IOperation> Initialized(this IOperation reference, ISymbol property)
    {
        foreach (var operation in BodyOperations.Of(reference.Root()).All)
        {
            if (operation is ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation, Target: IPropertyReferenceOperation target } assignment
                && SymbolEqualityComparer.Default.Equals(target.Property, property))
            {
                yield return assignment.Value;
            }
        }
    }

    /// <summary>What a lambda, local function or body returns.</summary>
    public static IEnumerable<IOperation> ReturnedValues(this IOperation body)
    {
        var inner = body.Unwrap();
        if (inner is IDelegateCreationOperation creation)
            inner = creation.Target;
        if (inner.Parent is not null && inner.Kind is not (OperationKind.AnonymousFunction or OperationKind.LocalFunction))
            yield break;
        foreach (var returned in BodyOperations.Of(inner.Root()).Returns)
        {
            if (returned.ReturnedValue is { } value && returned.FunctionAround() == inner)
                yield return value;
        }
    }

    /// <summary>
    /// Whether an operation stands behind another in the text. A walk that goes on behind only comes to its end, also in half-typed code,
    /// where variables may be made of each other.
    /// </summary>
    public static bool IsAfter(this IOperation operation, IOperation other) => operation.Syntax.SpanStart >= other.Syntax.Span.End;

    /// <summary>Whether a condition or choice decides if an operation runs.</summary>
    public static bool IsOptional(this IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchExpressionOperation or ISwitchOperation)
                return true;
        }

        return false;
    }

    /// <summary>The lambda, local function or body around an operation.</summary>
    public static IOperation FunctionAround(this IOperation operation)
    {
        var function = operation;
        while (function.Parent is { } parent)
        {
            function = parent;
            if (parent.Kind is OperationKind.AnonymousFunction or OperationKind.LocalFunction)
                break;
        }

        return function;
    }
}
