using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Datasets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Puts the questions of MASK1001 in order, cheapest first.</summary>
internal sealed class PixelAccuracyJudge(TorchTypes types, CodeMap code, ImbalanceSources sources)
{
    private static readonly ConditionalWeakTable<TorchProject, ConditionalWeakTable<AnalyzerOptions, PixelAccuracyJudge>> _cache = new();

    private readonly ConcurrentDictionary<IOperation, IReadOnlyList<Agreement>> _agreements = new();
    private readonly ConcurrentDictionary<IOperation, IReadOnlyList<Finding>> _accuracies = new();
    private readonly AgreementFinder _finder = new(types, code);
    private readonly EvaluationScope _scope = new(types, code);
    private readonly OverlapScores _scores = new(types, code);
    private readonly SegmentationEvidence _evidence = new(types, code);

    /// <summary>The judge of a compilation, which all rules about accuracy share. It outlives the analysis that asks first, and so takes no token of it.</summary>
    public static PixelAccuracyJudge Of(TorchProject project, AnalyzerOptions options)
        => _cache.GetOrCreateValue(project).GetValue(options, o => new(
            project.Types,
            project.Code,
            new ImbalanceSources(project.Code, MeasuredDatasets.Read(o.AdditionalFiles, o.AnalyzerConfigOptionsProvider, CancellationToken.None))));

    /// <summary>Who takes part in an evaluation.</summary>
    public EvaluationScope Scope => _scope;

    /// <summary>Whether an operation compares masks pixel by pixel.</summary>
    public bool Compares(IOperation operation) => _finder.Read(operation) is not null;

    /// <summary>Whether masks are compared in a block at all.</summary>
    public bool HasAgreements(IOperation block) => BodyOperations.Of(block).Agreements.Count > 0 && Agreements(block).Count > 0;

    /// <summary>The accuracies of segmentations in a block that no score of overlap stands beside.</summary>
    public IEnumerable<Finding> Judge(IOperation block, ISymbol owner)
    {
        var member = CodeMap.MemberOf(owner);

        // What the member itself computes is cheap to know; where a value comes from and goes to, in other members, is not.
        if (Agreements(block).Count == 0 || _scores.AreIn(member))
            yield break;
        foreach (var finding in Accuracies(block, owner))
        {
            if (!HasOverlapScore(member, _scope.CallersOf(member)))
                yield return finding;
        }
    }

    private IReadOnlyList<Agreement> Agreements(IOperation block) => _agreements.GetOrAdd(block, _finder.Find);

    /// <summary>The accuracies of segmentations in a block.</summary>
    public IReadOnlyList<Finding> Accuracies(IOperation block, ISymbol owner) => _accuracies.GetOrAdd(block, b => [.. FindAccuracies(b, owner)]);

    private IEnumerable<Finding> FindAccuracies(IOperation block, ISymbol owner)
    {
        var agreements = Agreements(block);
        if (agreements.Count == 0)
            yield break;
        var member = CodeMap.MemberOf(owner);
        if (LossFlow.IsLoss(member, types))
            yield break;
        var isTest = IsTest(member);
        if (isTest && !(sources.Of(_scope.CallersOf(member)).IsAnnotated && Trains(member)))
            yield break;

        var dead = BodyOperations.Of(block).Dead;
        IReadOnlyList<ISymbol>? callers = null;
        foreach (var agreement in agreements)
        {
            if (dead.Contains(agreement.Operation) || Averaged(agreement, isTest) is not { } flow)
                continue;
            var left = OriginTracer.Trace(agreement.Left, types, code, agreement.Operation);
            var right = OriginTracer.Trace(agreement.Right, types, code, agreement.Operation);
            if (!IsOfAllPixels(agreement, flow, left, right))
                continue;
            callers ??= _scope.CallersOf(member);
            var (imbalance, isAnnotated) = sources.Of(callers);
            if (_evidence.PredictionOf(agreement, left, right, flow, callers, isAnnotated) is { } prediction)
                yield return new Finding(agreement, prediction, imbalance);
        }
    }

    /// <summary>Where the agreement ends as an average that is reported, or null; a formula is one already.</summary>
    private AveragingFlow? Averaged(Agreement agreement, bool isTest)
    {
        if (IsFormula(agreement))
            return isTest ? null : new AveragingFlow(types, code);
        var flow = AveragingFlow.Of(agreement.Operation, types, code);

        // A test whose network has learnt enough where the accuracy is high enough takes it for a score.
        if (isTest)
            return flow.Reductions.Any(static r => Assertions(r).Any(IsLoose)) ? flow : null;
        return flow.Reductions.All(static r => IsAsserted(r) || IsGate(r) || ExactCheck.Is(r)) || flow.Reductions.All(r => LossFlow.EndsInBackward(r, types, code)) ? null : flow;
    }

    private static bool IsFormula(Agreement agreement) => agreement.Kind is AgreementKind.Formula or AgreementKind.FormulaOfCounts;

    /// <summary>Whether nothing but unlabelled pixels or a region is left out.</summary>
    private bool IsOfAllPixels(Agreement agreement, AveragingFlow flow, Origin left, Origin right)
    {
        var restrictions = new RestrictionClassifier(types, code, left, right);
        foreach (var selection in left.Selections.Concat(right.Selections))
        {
            if (restrictions.Classify(selection) != RestrictionKind.Void)
                return false;
        }

        if (IsFormula(agreement))
            return true;
        foreach (var restriction in flow.Restrictions)
        {
            if (restrictions.Classify(restriction) != RestrictionKind.Void)
                return false;
        }

        if (types.IsTensor(agreement.Operation.Type))
            return true;
        foreach (var (condition, isNegated) in RestrictionClassifier.GuardsOf(agreement.Operation))
        {
            if (restrictions.Classify(isNegated, condition) != RestrictionKind.Void)
                return false;
        }

        return true;
    }

    /// <summary>An average that ends in an assertion is a test's exact check.</summary>
    private static bool IsAsserted(IOperation reduction)
    {
        for (var parent = reduction.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IInvocationOperation call && IsAssertion(call.TargetMethod))
                return true;
            if (parent is IVariableDeclaratorOperation declarator)
                return SymbolUses.Of(parent).Reads(declarator.Symbol).ToList() is { Count: > 0 } reads && reads.All(r => r.IsAfter(parent) && IsAsserted(r));
        }

        return false;
    }

    /// <summary>The assertions that an average ends in, also by way of variables behind it.</summary>
    private static IEnumerable<IInvocationOperation> Assertions(IOperation reduction) => Assertions(reduction, new(SymbolEqualityComparer.Default));

    private static IEnumerable<IInvocationOperation> Assertions(IOperation reduction, HashSet<ISymbol> seen)
    {
        for (var parent = reduction.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IInvocationOperation call && IsAssertion(call.TargetMethod))
                return [call];
            if (parent is IVariableDeclaratorOperation declarator)
                return seen.Add(declarator.Symbol) ? SymbolUses.Of(parent).Reads(declarator.Symbol).Where(r => r.IsAfter(parent)).SelectMany(r => Assertions(r, seen)) : [];
        }

        return [];
    }

    /// <summary>With a bound that leaves some pixels wrong.</summary>
    private static bool IsLoose(IInvocationOperation assertion) => assertion.DescendantsAndSelf().Any(static o => o.Number() is >= 0.5 and <= 0.99);

    /// <summary>Whether a network is trained by a member or by what it calls.</summary>
    private bool Trains(ISymbol member)
        => _scope.WithCallees([member]).Any(m => code.BodiesOf(m).Any(static b => BodyOperations.Of(b).Calls.Any(static c => c.TargetMethod.Name == "backward")));

    /// <summary>A number of differing pixels that only decides what to do next, such as keeping a picture, is no score.</summary>
    private static bool IsGate(IOperation reduction)
    {
        if (reduction is not IInvocationOperation { TargetMethod.Name: "sum" or "count_nonzero" })
            return false;
        var value = reduction.Wrapped();
        while (value.Parent is IArgumentOperation { Parent: IInvocationOperation { Arguments.Length: 1 } scalar } && scalar.Type?.SpecialType is > SpecialType.None)
            value = scalar.Wrapped();
        while (value.Parent is IInvocationOperation item && item.Instance == value)
            value = item.Wrapped();
        return value.Parent is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThan or BinaryOperatorKind.Equals
            or BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThanOrEqual, RightOperand: var bound, Parent: IConditionalOperation
        }
            && bound.Number() is not null;
    }

    private static bool IsAssertion(IMethodSymbol method)
    {
        // What answers decides, and asserts nothing: patience.ShouldStop(accuracy).
        if (method.ReturnType.SpecialType == SpecialType.System_Boolean)
            return false;
        var type = method.ContainingType?.Name ?? "";
        var verb = Words.Of(method.Name).FirstOrDefault() ?? "";
        return type == "Debug" || Words.Any(type, static w => w is "assert" or "asserts" or "assertions" or "expect" or "should")
            || verb is "assert" or "should" or "expect" or "verify" or "require" or "ensure"
            || (type is "Check" or "Verify" or "Ensure" && verb is "true" or "equal" or "that" or "near" or "close" or "is");
    }

    private static bool IsTest(ISymbol member)
        => member.GetAttributes().Any(static a => a.AttributeClass?.Name is "FactAttribute" or "TheoryAttribute" or "TestAttribute" or "TestMethodAttribute"
            or "TestCaseAttribute" or "DataTestMethodAttribute")
            || member.ContainingType?.Name.EndsWith("Tests", StringComparison.Ordinal) == true;

    private bool HasOverlapScore(ISymbol member, IReadOnlyList<ISymbol> callers)
    {
        if (_scope.WithCallees(callers).Any(_scores.AreIn) || _scope.WithCallees(_scope.ReadersOf(member)).Any(_scores.AreIn)
            || _scope.MembersOfSiblings(member).Any(_scores.AreIn))
        {
            return true;
        }


        // Where nobody calls it, what is offered beside it counts.
        var isCalled = callers.Count > 1;
        foreach (var entry in callers)
        {
            if (isCalled && code.MentionsOf(entry).Count > 0)
                continue;
            if (_scope.OffersBeside(entry, isHelper: !isCalled && !_scope.RunsModel(member)).Any(_scores.AreIn))
                return true;
        }

        return false;
    }
}

/// <summary>An agreement that is the accuracy of a segmentation.</summary>
/// <param name="Agreement">Where the masks are compared.</param>
/// <param name="Prediction">The prediction's side of it.</param>
/// <param name="Imbalance">What is known of the data.</param>
internal sealed record Finding(Agreement Agreement, IOperation Prediction, Imbalance Imbalance)
{
    public IOperation Target => Prediction == Agreement.Left ? Agreement.Right : Agreement.Left;
}
