using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.SwappedArguments;

/// <summary>
/// Tells a part of a batch beside what a network is fed with: <c>var (photo, road) = loader.Next();</c> with <c>net.call(photo)</c>. What stands
/// there is data, whatever it is called.
/// </summary>
internal static class BatchPart
{
    private const int MostDepth = 6;

    /// <param name="value">What may be a part of a batch.</param>
    /// <param name="output">What the network makes of another part.</param>
    /// <param name="project">What all rules ask about.</param>
    public static bool Is(IOperation value, IOperation output, TorchProject project)
        => value.Unwrap() is ILocalReferenceOperation part && BatchOf(part, project) is { } batch
            && InputOf(output, project, 0) is ILocalReferenceOperation input && !SymbolEqualityComparer.Default.Equals(input.Local, part.Local)
            && BatchOf(input, project) == batch;

    /// <summary>What a variable is deconstructed from: no output of a network, nor anything that is made of tensors.</summary>
    private static IOperation? BatchOf(ILocalReferenceOperation part, TorchProject project)
        => ReachingWrites.Of(part, part.Local) is [{ } written] && written.Wrapped().Parent is IDeconstructionAssignmentOperation
            && written.Unwrap() is IInvocationOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation
            && !written.DescendantsAndSelf().Any(o => project.Types.IsTensor(o.Type) || project.Types.IsModule(o.Type))
            ? written
            : null;

    /// <summary>What the one network is run on that an output comes from, below activations.</summary>
    private static IOperation? InputOf(IOperation output, TorchProject project, int depth)
    {
        if (depth > MostDepth)
            return null;
        return output.Unwrap() switch
        {
            ILocalReferenceOperation local => ReachingWrites.Of(local, local.Local) is [var written] ? InputOf(written, project, depth + 1) : null,
            IInvocationOperation { TargetMethod.Name: "forward" or "call", Instance: { } network, Arguments: [{ Value: var input }] } when project.Types.IsModule(network.Type) => input.Unwrap(),
            IInvocationOperation call when project.Types.IsTorchMethod(call.TargetMethod) && call.Receiver() is { } activated => InputOf(activated, project, depth + 1),
            _ => null,
        };
    }
}
