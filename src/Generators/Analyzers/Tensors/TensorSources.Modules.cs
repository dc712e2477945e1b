using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>The part about networks: what their last layer does to the values.</summary>
internal sealed partial class TensorSources
{
    /// <summary>The output of a module that is run by <paramref name="call"/>.</summary>
    private void Module(IOperation module, IInvocationOperation call, CallFrame? frame)
    {
        var operation = module.Unwrap();
        if (_steps++ > MostSteps || !Inside(frame).Visit(operation))
            return;
        if (operation.Type is not INamedTypeSymbol type)
        {
            Add(TensorSource.Unknown, call);
            return;
        }

        if (TorchTypes.ForwardOf(type, 1) is { } forward)
        {
            Enter(forward, call, frame);
            return;
        }

        if (SourceOf(type) is { } source)
            Add(source, call);
        else if (IsTransparent(type))
            Visit(call.Arguments.ByParameter(0)?.Value, frame);
        else if (type.Name is "Sequential" && operation is IInvocationOperation { TargetMethod.Name: "Sequential" } creation)
            Sequential(creation, call, frame);
        else
            FromWhereItIsMade(operation, call, frame);
    }

    /// <summary>A module in a variable is what was assigned to it.</summary>
    private void FromWhereItIsMade(IOperation module, IInvocationOperation call, CallFrame? frame)
    {
        IReadOnlyList<IOperation> made = module switch
        {
            ILocalReferenceOperation local => ReachingWrites.Of(local, local.Local),
            IFieldReferenceOperation { Field: { DeclaringSyntaxReferences.Length: > 0 } field } => project.Code.WritesOf(field.OriginalDefinition).ToList(),
            IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0, IsVirtual: false, IsAbstract: false } property } => project.Code.WritesOf(property.OriginalDefinition)
                .Concat(project.Code.BodiesOf(property.OriginalDefinition).Where(static b => b is not ISymbolInitializerOperation).SelectMany(static b => b.ReturnedValues())).ToList(),
            IParameterReferenceOperation parameter => HandedOver(parameter, frame),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => [conditional.WhenTrue, otherwise],
            ISimpleAssignmentOperation assignment => [assignment.Value],

            // net.to(device), net.cuda(), and register_module return the module.
            IInvocationOperation { TargetMethod.Name: "to" or "cuda" or "cpu" or "train" or "eval" or "half" or "double" or "float" or "compile" } moved
                when moved.Receiver() is { } receiver && project.Types.IsModule(receiver.Unwrap().Type) => [receiver],
            IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0, IsVirtual: false, IsAbstract: false } factory }
                => project.Code.BodiesOf((factory.ReducedFrom ?? factory).OriginalDefinition).SelectMany(static b => b.ReturnedValues()).ToList(),
            _ => [],
        };
        if (made.Count == 0)
            Add(TensorSource.Unknown, call);
        foreach (var value in made)
        {
            if (!project.Types.IsModule(value.Unwrap().Type))
                Add(TensorSource.Unknown, call);
            else if (LastAppended(module) is { } appended)
                Module(appended, call, frame);
            else
                Module(value, call, frame);
        }
    }

    private List<IOperation> HandedOver(IParameterReferenceOperation parameter, CallFrame? frame)
    {
        if (parameter.Parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method)
            return [];
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (frame is not null && SymbolEqualityComparer.Default.Equals(frame.Method, method))
            return frame.Call.Arguments.ByParameter(parameter.Parameter.Ordinal)?.Value is { } argument ? [argument] : [];
        if (ReachingWrites.Of(parameter, parameter.Parameter).Count > 0)
            return [];
        return project.Code.MentionsOf(method)
            .Select(m => (m.Operation as IInvocationOperation)?.Arguments.ByParameter(parameter.Parameter.Ordinal)?.Value
                ?? (m.Operation.Parent as IObjectCreationOperation)?.Arguments.ByParameter(parameter.Parameter.Ordinal)?.Value)
            .OfType<IOperation>().ToList();
    }

    /// <summary>The last layer; behind those that leave values alone, the one before.</summary>
    private void Sequential(IInvocationOperation creation, IInvocationOperation call, CallFrame? frame)
    {
        foreach (var layer in Layers(creation).Reverse())
        {
            var module = layer.Unwrap();
            if (module is ITupleOperation { Elements: [_, var named] })
                module = named.Unwrap();
            if (module.Type is INamedTypeSymbol type && IsTransparent(type))
                continue;
            if (project.Types.IsModule(module.Type))
                Module(module, call, frame);
            else
                Add(TensorSource.Unknown, call);
            return;
        }

        Add(TensorSource.Unknown, call);
    }

    private static IReadOnlyList<IOperation> Layers(IInvocationOperation creation)
    {
        if (creation.Arguments.Length != 1)
            return [];
        var list = creation.Arguments[0].Value.Unwrap();
        return list switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
            ILocalReferenceOperation local => Added(local),
            _ => [],
        };
    }

    /// <summary>What a list is filled with, where each layer is added by a call of its own.</summary>
    private static List<IOperation> Added(ILocalReferenceOperation list)
    {
        var added = new List<IOperation>();
        foreach (var written in ReachingWrites.Of(list, list.Local))
        {
            foreach (var value in written.Unwrap().ChildOperations.SelectMany(static c => c.DescendantsAndSelf()))
            {
                if (value is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var element }] })
                    added.Add(element);
                else if (value is IArrayInitializerOperation array)
                    added.AddRange(array.ElementValues);
            }
        }

        foreach (var use in SymbolUses.Of(list).All(list.Local))
        {
            if (use.Parent is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var element }] } call && call.Instance == use)
                added.Add(element);
        }

        return added;
    }

    /// <summary>The layer that <c>append</c> or <c>add_module</c> puts last.</summary>
    private IOperation? LastAppended(IOperation module)
    {
        var uses = module switch
        {
            ILocalReferenceOperation local => SymbolUses.Of(local).All(local.Local),
            IFieldReferenceOperation { Field.DeclaringSyntaxReferences.Length: > 0 } field => project.Code.MentionsOf(field.Field.OriginalDefinition).Select(static m => m.Operation).ToList(),
            _ => [],
        };
        IOperation? last = null;
        foreach (var use in uses)
        {
            if (use.Wrapped() is { Parent: IInvocationOperation { TargetMethod.Name: "append" or "add_module" or "register_module" } call } instance && call.Instance == instance)
                last = call.Arguments.LastOrDefault(a => project.Types.IsModule(a.Value.Unwrap().Type))?.Value ?? last;
        }

        return last;
    }

    /// <summary>What a layer of TorchSharp makes, or null.</summary>
    private TensorSource? SourceOf(INamedTypeSymbol type)
    {
        if (!project.Types.IsTorch(type))
            return null;
        return type.Name switch
        {
            "Sigmoid" or "Hardsigmoid" => TensorSource.Sigmoid,
            "Softmax" or "Softmax2d" => TensorSource.Softmax,
            "LogSoftmax" or "LogSigmoid" => TensorSource.LogProbability,
            "Conv1d" or "Conv2d" or "Conv3d" or "ConvTranspose1d" or "ConvTranspose2d" or "ConvTranspose3d" or "Linear" or "Bilinear" => TensorSource.Layer,
            _ => null,
        };
    }

    private bool IsTransparent(INamedTypeSymbol type)
        => project.Types.IsTorch(type) && type.Name is "Identity" or "Dropout" or "Dropout1d" or "Dropout2d" or "Dropout3d" or "Flatten" or "Unflatten" or "Upsample"
            or "MaxPool2d" or "AvgPool2d" or "ZeroPad2d" or "ReflectionPad2d" or "ReplicationPad2d" or "PixelShuffle";
}
