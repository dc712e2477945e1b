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
    private const int MostDepth = 4;

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
        if (first is null || second is null)
            return;
        if (((IsTruth(first, second, project) || DecidedData.Is(first, project)) && IsPrediction(second, call, project)) || AreDistributions(call, first, second, project))
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

    /// <summary>
    /// <c>kl_div(probabilities, logProbabilities)</c>: the divergence takes the logarithms first, whichever of the two is learnt.
    /// </summary>
    private static bool AreDistributions(IInvocationOperation call, IOperation first, IOperation second, TorchProject project)
    {
        var isDivergence = call.TargetMethod.Name == "kl_div" || (call.TargetMethod.Name is "call" or "forward" && call.Instance is { } module && project.Losses.TypeOf(module)?.Name == "KLDivLoss");
        return isDivergence && TensorSources.IsAlways(first, static s => s == TensorSource.Softmax, project) && TensorSources.IsAlways(second, static s => s == TensorSource.LogProbability, project);
    }

    /// <summary>A loss of the program: the order of its parameters' names says which is which.</summary>
    private static (IOperation? Prediction, IOperation? Target) OfItsOwn(IInvocationOperation call, TorchProject project)
    {
        var method = call.TargetMethod;
        if (method.Name is "call" && call.Instance?.Unwrap().Type is { } type && project.Types.IsModule(type))
            method = TorchTypes.ForwardOf(type, 2) ?? method;
        return method.Parameters.Length >= 2 && Vocabulary.IsTargetLike(method.Parameters[1].Name) && IsPredictionName(method.Parameters[0].Name) && IsLoss(call, method, project)
            ? (call.Arguments.ByParameter(0)?.Value, call.Arguments.ByParameter(1)?.Value)
            : (null, null);
    }

    /// <summary>A loss by its name, a delegate that is called like one, or a function that says which parameter is which and returns what a loss is.</summary>
    private static bool IsLoss(IInvocationOperation call, IMethodSymbol method, TorchProject project)
    {
        if (LossCalls.IsLoss(method, project.Types))
            return true;
        if (!project.Types.IsTensor(call.Type))
            return false;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return IsLossName(method.ContainingType.Name) || (call.Instance?.ReferencedSymbol() is { } held && IsLossName(held.Name));
        if (method is not { DeclaringSyntaxReferences.Length: > 0, IsAbstract: false, IsVirtual: false } || !Vocabulary.IsPredictionLike(method.Parameters[0].Name))
            return false;
        var called = (method.ReducedFrom ?? method).OriginalDefinition;
        return project.Code.BodiesOf(called).Any(body => LossFunctions.Is(body, called, project));
    }

    private static bool IsLossName(string name) => Vocabulary.IsLossLike(name) && !Vocabulary.IsAccuracy(name);

    private static bool IsPredictionName(string name) => Vocabulary.IsPredictionLike(name) || Words.Any(name, static w => w is "input" or "inputs" or "x" or "p" or "z");

    /// <summary>A target by its name, class numbers, or data of a loop or batch beside what a network makes of other data, with no network behind it.</summary>
    private static bool IsTruth(IOperation value, IOperation other, TorchProject project)
        => NameOf(value) is { } name && !Vocabulary.IsPredictionLike(name) && (Vocabulary.IsTargetLike(name) || (DecidedData.IsOfLoop(value) && IsForward(other, project)) || IsOfClassNumbers(value, 0, project) || BatchPart.Is(value, other, project))
            && !Gradient.WouldReach(value, project);

    /// <summary>Whole numbers have no gradient and no logarithm: no loss takes them for its prediction.</summary>
    private static bool IsOfClassNumbers(IOperation value, int depth, TorchProject project) => value.Unwrap() switch
    {
        ILocalReferenceOperation local when depth < MostDepth => ReachingWrites.Of(local, local.Local) is { Count: > 0 } written && written.All(w => IsOfClassNumbers(w, depth + 1, project)),
        IInvocationOperation { TargetMethod.Name: "long" } cast => project.Types.IsTorchMethod(cast.TargetMethod),
        IInvocationOperation { TargetMethod.Name: "to_type" or "to" or "type" } cast => project.Types.IsTorchMethod(cast.TargetMethod)
            && cast.Arguments.Any(static a => a.Value.Unwrap() is IMemberReferenceOperation { Member.Name: "Int64" or "int64" or "long" }),
        IInvocationOperation { TargetMethod.Name: "squeeze" or "view" or "reshape" or "flatten" or "contiguous" or "clone" or "cuda" or "detach", Instance: { } instance } shaped
            => project.Types.IsTorchMethod(shaped.TargetMethod) && IsOfClassNumbers(instance, depth, project),
        _ => false,
    };

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
