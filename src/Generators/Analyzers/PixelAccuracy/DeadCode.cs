using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Local functions that nobody calls and lambdas in variables that nobody reads: what they compute is not reported.</summary>
internal sealed class DeadCode
{
    private readonly List<IOperation> _roots = [];

    public DeadCode(BodyOperations body)
    {
        foreach (var function in body.Functions)
        {
            if (function is ILocalFunctionOperation local ? !IsCalled(local, body) : IsUnread((IAnonymousFunctionOperation)function))
                _roots.Add(function);
        }
    }

    public bool Contains(IOperation operation)
    {
        if (_roots.Count == 0)
            return false;
        for (var o = operation; o is not null; o = o.Parent)
        {
            if (_roots.Contains(o))
                return true;
        }

        return false;
    }

    private static bool IsCalled(ILocalFunctionOperation function, BodyOperations body)
    {
        foreach (var operation in body.All)
        {
            var method = operation switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            };
            if (method is not null && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, function.Symbol))
                return true;
        }

        return false;
    }

    private static bool IsUnread(IAnonymousFunctionOperation lambda)
    {
        var holder = lambda.Parent is IDelegateCreationOperation creation ? creation.Wrapped() : lambda.Wrapped();
        return holder.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            && !SymbolUses.Of(lambda).Reads(declarator.Symbol).Any();
    }
}
