using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>One write of a variable or member.</summary>
/// <param name="use">The mention that is written to.</param>
/// <param name="value">The value.</param>
/// <param name="isInPlace">Whether it is a call that changes what the variable holds.</param>
internal sealed class SymbolWrite(IOperation use, IOperation value, bool isInPlace)
{
    private IOperation? _statement;
    private IOperation? _function;

    public IOperation Use { get; } = use;

    public IOperation Value { get; } = value;

    public bool IsInPlace { get; } = isInPlace;

    /// <summary>The assignment, declaration or call that writes.</summary>
    public IOperation Statement => _statement ??= IsInPlace ? Value : FindStatement(Use);

    /// <summary>The lambda, local function or body it stands in.</summary>
    public IOperation Function => _function ??= Statement.FunctionAround();

    /// <summary>What a later reference sees: of <c>a += b</c> the sum.</summary>
    public IOperation Result => Statement is ICompoundAssignmentOperation ? Statement : Value;

    private static IOperation FindStatement(IOperation use)
    {
        for (var operation = use; operation is not null; operation = operation.Parent)
        {
            if (operation is IAssignmentOperation or IVariableDeclaratorOperation or IInvocationOperation)
                return operation;
            if (operation is IForEachLoopOperation loop)
                return loop.Collection;
        }

        return use;
    }
}
