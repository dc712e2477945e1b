using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>Small questions about operations that several rules ask.</summary>
internal static class OperationQueries
{
    /// <summary>The operation below conversions, parentheses, awaits and query syntax.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                case ITranslatedQueryOperation query:
                    operation = query.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The outermost operation that is this one but for conversions, parentheses, awaits and query syntax.</summary>
    public static IOperation Wrapped(this IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation or ITranslatedQueryOperation)
            operation = operation.Parent;
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
            IConvertible value => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <summary>The symbol that a plain reference stands for.</summary>
    public static ISymbol? ReferencedSymbol(this IOperation operation) => operation.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.Length: 0 } property => property.Property,
        IDeclarationExpressionOperation declaration => declaration.Expression.ReferencedSymbol(),
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        _ => null,
    };

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

    /// <summary>What a division divides, and by what: the operator, or a method of tensors.</summary>
    public static (IOperation Dividend, IOperation Divisor)? Quotient(this IOperation operation, TorchTypes types) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } ratio => (ratio.LeftOperand, ratio.RightOperand),
        IInvocationOperation { TargetMethod.Name: "div" or "divide" or "true_divide" or "div_" } call
            when types.IsTorchMethod(call.TargetMethod) && call.Receiver() is { } receiver && call.Others().FirstOrDefault() is { } other => (receiver, other),
        _ => null,
    };

    public static IArgumentOperation? ByParameter(this IEnumerable<IArgumentOperation> arguments, int ordinal)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument;
        }

        return null;
    }

    /// <summary>What a lambda, local function or body returns.</summary>
    public static IEnumerable<IOperation> ReturnedValues(this IOperation body)
    {
        var inner = body.Unwrap();
        if (inner is IDelegateCreationOperation creation)
            inner = creation.Target;
        foreach (var operation in inner.Descendants())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value, Kind: OperationKind.Return or OperationKind.YieldReturn }
                && EnclosingFunction(operation, inner) == inner)
            {
                yield return value;
            }
        }
    }

    /// <summary>The lambda or local function around an operation, or <paramref name="root"/>.</summary>
    public static IOperation EnclosingFunction(IOperation operation, IOperation root)
    {
        for (var parent = operation.Parent; parent is not null && parent != root; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return parent;
        }

        return root;
    }
}
