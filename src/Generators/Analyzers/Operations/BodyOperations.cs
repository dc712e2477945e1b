using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>The operations of one body that rules look at, by kind and in the order of the text, from one walk that all rules share.</summary>
internal sealed class BodyOperations
{
    private static readonly ConditionalWeakTable<IOperation, BodyOperations> _cache = new();

    private BodyOperations(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IBinaryOperation binary:
                    Binaries.Add(binary);
                    break;
                case IInvocationOperation call:
                    Calls.Add(call);
                    break;
                case IConditionalOperation conditional:
                    Conditionals.Add(conditional);
                    break;
                case ILoopOperation loop:
                    Loops.Add(loop);
                    break;
            }
        }
    }

    public List<IBinaryOperation> Binaries { get; } = [];

    public List<IInvocationOperation> Calls { get; } = [];

    public List<IConditionalOperation> Conditionals { get; } = [];

    public List<ILoopOperation> Loops { get; } = [];

    /// <summary>What can be a ratio, a comparison or an arithmetic formula: operators and calls.</summary>
    public IEnumerable<IOperation> Terms => Binaries.Concat<IOperation>(Calls);

    public static BodyOperations Of(IOperation body) => _cache.GetValue(body, static b => new BodyOperations(b));
}
