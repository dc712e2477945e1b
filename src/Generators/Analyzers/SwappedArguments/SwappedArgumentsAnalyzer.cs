using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Analyzers.Tensors;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.SwappedArguments;

/// <summary>MASK1009: the target stands where a loss takes its prediction, and the prediction where it takes the target.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwappedArgumentsAnalyzer() : TorchRule(Descriptors.SwappedArguments)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var call in body.Operations.WideCalls)
            Analyze(body, call, body.Project);
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        var (first, second) = project.Losses.Read(call) is { } loss
            ? loss.IsSymmetric || TakesTargetFirst(call, loss) ? (null, null) : (loss.Prediction, loss.Target)
            : OfItsOwn(call, project);
        if (first is null || second is null || !IsTruth(first, second, project) || !IsPrediction(second, call, project))
            return;
        context.ReportDiagnostic(Report(call, Text(first), Text(second)));
    }

    /// <summary>A function whose parameters say so may hand them on in the wrong order, but is called in the right one.</summary>
    private static bool TakesTargetFirst(IInvocationOperation call, LossCall loss)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value == loss.Prediction)
                return argument.Parameter is { } parameter && Vocabulary.IsTargetLike(parameter.Name) && !Vocabulary.IsPredictionLike(parameter.Name);
        }

        return false;
    }

    /// <summary>A loss of the program: the order of its parameters' names says which is which.</summary>
    private static (IOperation? Prediction, IOperation? Target) OfItsOwn(IInvocationOperation call, TorchProject project)
    {
        var method = call.TargetMethod;
        if (method.Name is "call" && call.Instance?.Unwrap().Type is { } type && project.Types.IsModule(type))
            method = TorchTypes.ForwardOf(type, 2) ?? method;
        return method.Parameters.Length >= 2 && Vocabulary.IsTargetLike(method.Parameters[1].Name) && IsPredictionName(method.Parameters[0].Name) && LossCalls.IsLoss(method, project.Types)
            ? (call.Arguments.ByParameter(0)?.Value, call.Arguments.ByParameter(1)?.Value)
            : (null, null);
    }

    private static bool IsPredictionName(string name) => Vocabulary.IsPredictionLike(name) || Words.Any(name, static w => w is "input" or "inputs" or "x" or "p" or "z");

    /// <summary>A target by its name, or data of a loop beside what a network makes of other data, with no network behind it.</summary>
    private static bool IsTruth(IOperation value, IOperation other, TorchProject project)
        => NameOf(value) is { } name && !Vocabulary.IsPredictionLike(name) && (Vocabulary.IsTargetLike(name) || (IsOfLoop(value) && IsForward(other, project))) && !Gradient.WouldReach(value, project);

    private static bool IsOfLoop(IOperation value)
        => value.Unwrap() is ILocalReferenceOperation local && ReachingWrites.Of(local, local.Local) is { Count: > 0 } written && written.All(static w => w.Parent is IForEachLoopOperation);

    private static bool IsForward(IOperation value, TorchProject project)
        => value.Unwrap() is IInvocationOperation { TargetMethod.Name: "forward" or "call", Instance: { } network } && project.Types.IsModule(network.Type);

    /// <summary>
    /// What a network gives. Of a loss that is trained on it has a gradient: a teacher's has none, and is the target. In validation nothing has.
    /// </summary>
    private static bool IsPrediction(IOperation value, IOperation loss, TorchProject project)
        => !(NameOf(value) is { } name && ((Vocabulary.IsTargetLike(name) && !Vocabulary.IsPredictionLike(name)) || Vocabulary.IsEarlierPrediction(name))) && (Gradient.IsOff(loss) ? Gradient.WouldReach(value, project) : Gradient.Reaches(value, project));

    /// <summary>The name of the variable below casts and changes of shape.</summary>
    private static string? NameOf(IOperation value)
    {
        var operation = value.Unwrap();
        while (operation is IInvocationOperation { Instance: { } instance } call && instance.Type?.Name == "Tensor" && call.TargetMethod.Name is not ("forward" or "call"))
            operation = instance.Unwrap();
        return operation.ReferencedSymbol()?.Name;
    }

    private static string Text(IOperation value) => NameOf(value) ?? value.Syntax.ToString();
}
