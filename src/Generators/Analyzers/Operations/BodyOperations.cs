using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The operations of one body in the order of the text, from one walk that all rules share: those that rules look at, so that a rule sees
/// nothing but what it may report.
/// </summary>
internal sealed class BodyOperations
{
    /// <summary>MethodImplOptions.AggressiveOptimization, which netstandard2.0 does not name.</summary>
    public const MethodImplOptions OptimizedAtOnce = (MethodImplOptions)512;

    // By model: a table that holds each body weakly costs more than the walk over a small one.
    private static readonly ConditionalWeakTable<SemanticModel, ConcurrentDictionary<IOperation, BodyOperations>> _cache = new();

    // Most bodies have none of most kinds, and share the empty lists.
    private static readonly List<IOperation> _none = [];
    private static readonly List<IInvocationOperation> _noCalls = [];
    private static readonly List<IConditionalOperation> _noConditionals = [];
    private static readonly List<ILoopOperation> _noLoops = [];
    private static readonly List<IConversionOperation> _noCasts = [];
    private static readonly List<IReturnOperation> _noReturns = [];

    // Of the text that makes an operation: five on average, so that few lists grow.
    private const int CharactersOfOne = 4;

    private readonly IOperation _body;
    private List<IOperation>? _references;
    private List<IInvocationOperation>? _calls;
    private List<IInvocationOperation>? _wideCalls;
    private List<IInvocationOperation>? _lossCalls;
    private List<IInvocationOperation>? _scoreCalls;
    private List<IOperation>? _agreements;
    private List<IOperation>? _quotients;
    private List<IOperation>? _hardenings;
    private List<IInvocationOperation>? _hostReads;
    private List<IConversionOperation>? _hostCasts;
    private List<IInvocationOperation>? _means;
    private List<IInvocationOperation>? _activations;
    private List<IConditionalOperation>? _conditionals;
    private List<ILoopOperation>? _loops;
    private List<IReturnOperation>? _returns;
    private List<IOperation>? _functions;
    private SymbolUses? _uses;
    private DeadCode? _dead;

    private BodyOperations(IOperation body)
    {
        _body = body;
        All = new(body.Syntax.Span.Length / CharactersOfOne);
        Collect(body);
    }

    /// <summary>All of them, for those who follow a value.</summary>
    public List<IOperation> All { get; }

    /// <summary>References to variables and members, and declarations of variables.</summary>
    public List<IOperation> References => _references ?? _none;

    public List<IInvocationOperation> Calls => _calls ?? _noCalls;

    /// <summary>Calls with two arguments and more.</summary>
    public List<IInvocationOperation> WideCalls => _wideCalls ?? _noCalls;

    /// <summary>Those among them that can compute a loss: they make a tensor, or the terms of a loss.</summary>
    public List<IInvocationOperation> LossCalls => _lossCalls ?? _noCalls;

    /// <summary>Those that can be a count or score of <c>[SegmentationMetrics]</c>, by what they make.</summary>
    public List<IInvocationOperation> ScoreCalls => _scoreCalls ?? _noCalls;

    /// <summary>What can compare masks: equalities, differences, and ratios of counts.</summary>
    public List<IOperation> Agreements => _agreements ?? _none;

    /// <summary>Whether tensors can be summed.</summary>
    public bool HasSums { get; private set; }

    /// <summary>What can be a ratio.</summary>
    public List<IOperation> Quotients => _quotients ?? _none;

    /// <summary>What can take the gradient from a tensor.</summary>
    public List<IOperation> Hardenings => _hardenings ?? _none;

    /// <summary>What can wait for a device.</summary>
    public List<IInvocationOperation> HostReads => _hostReads ?? _noCalls;

    /// <summary>Casts of tensors to numbers, <c>(double)loss</c>, which wait like the methods.</summary>
    public List<IConversionOperation> HostCasts => _hostCasts ?? _noCasts;

    public List<IInvocationOperation> Means => _means ?? _noCalls;

    /// <summary>What can be a sigmoid or softmax, or the logarithm of one.</summary>
    public List<IInvocationOperation> Activations => _activations ?? _noCalls;

    public List<IConditionalOperation> Conditionals => _conditionals ?? _noConditionals;

    public List<ILoopOperation> Loops => _loops ?? _noLoops;

    public List<IReturnOperation> Returns => _returns ?? _noReturns;

    /// <summary>Local functions and lambdas in the body.</summary>
    public List<IOperation> Functions => _functions ?? _none;

    public SymbolUses Uses => _uses ??= new SymbolUses(References);

    public DeadCode Dead => _dead ??= new DeadCode(this);

    public static BodyOperations Of(IOperation body)
        => body.SemanticModel is { } model
            ? _cache.GetValue(model, static _ => new()).GetOrAdd(body, static b => new BodyOperations(b))
            : new BodyOperations(body);

    /// <summary>
    /// Adds an operation and all below it. Written out, with a stack of its own, and compiled for speed at once: this is the one loop that
    /// runs over every operation of a project, and in a build of one project code that starts slow stays so.
    /// </summary>
    [MethodImpl(OptimizedAtOnce)]
    private void Collect(IOperation body)
    {
        Add(body);
        var open = new IOperation.OperationList.Enumerator[12];
        var depth = 0;
        open[0] = body.ChildOperations.GetEnumerator();
        while (depth >= 0)
        {
            if (!open[depth].MoveNext())
            {
                depth--;
                continue;
            }

            var child = open[depth].Current;
            if (Add(child) is OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference)
                continue;
            if (++depth == open.Length)
                Array.Resize(ref open, 2 * depth);
            open[depth] = child.ChildOperations.GetEnumerator();
        }
    }

    /// <summary>Adds one operation.</summary>
    /// <returns>Its kind, by which those that have none below them, half of all, are not asked for any.</returns>
    [MethodImpl(OptimizedAtOnce)]
    private OperationKind Add(IOperation operation)
    {
        All.Add(operation);
        var kind = operation.Kind;
        switch (kind)
        {
            case OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.FieldReference or OperationKind.PropertyReference or OperationKind.VariableDeclarator:
                (_references ??= []).Add(operation);
                break;
            case OperationKind.Binary:
                AddBinary(operation);
                break;
            case OperationKind.Invocation:
                AddCall((IInvocationOperation)operation);
                break;
            case OperationKind.Conversion:
                if (OperationQueries.IsHostCast((IConversionOperation)operation))
                    (_hostCasts ??= []).Add((IConversionOperation)operation);
                break;
            case OperationKind.Conditional:
                (_conditionals ??= []).Add((IConditionalOperation)operation);
                break;
            case OperationKind.Switch or OperationKind.SwitchExpression:
                if (PairSwitch.PairOf(operation) is not null)
                    (_agreements ??= []).Add(operation);
                break;
            case OperationKind.Loop:
                (_loops ??= []).Add((ILoopOperation)operation);
                break;
            case OperationKind.Return or OperationKind.YieldReturn:
                (_returns ??= []).Add((IReturnOperation)operation);
                break;
            case OperationKind.LocalFunction or OperationKind.AnonymousFunction:
                if (operation != _body)
                    (_functions ??= []).Add(operation);
                break;
        }

        return kind;
    }

    private void AddBinary(IOperation binary)
    {
        switch (((IBinaryOperation)binary).OperatorKind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr:
                (_agreements ??= []).Add(binary);
                break;
            case BinaryOperatorKind.ConditionalOr:
                if (PairCondition.CanBe((IBinaryOperation)binary))
                    (_agreements ??= []).Add(binary);
                break;
            case BinaryOperatorKind.Divide:
                (_agreements ??= []).Add(binary);
                (_quotients ??= []).Add(binary);
                break;
            case BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual:
                (_hardenings ??= []).Add(binary);
                break;
        }
    }

    private void AddCall(IInvocationOperation call)
    {
        (_calls ??= []).Add(call);
        if (call.Arguments.Length >= 2)
        {
            (_wideCalls ??= []).Add(call);
            if (call.Type is { Name: "Tensor" or "LossTerms" })
                (_lossCalls ??= []).Add(call);
            else if (call.Type is { Name: "PixelCounts" or "SegmentationScores" or "SurfaceScores" })
                (_scoreCalls ??= []).Add(call);
        }

        var name = MethodName.Of(call.TargetMethod.Name);
        if (name.IsOther)
            return;
        if (name.IsQuotient)
            (_quotients ??= []).Add(call);
        if (name.IsAgreement)
            (_agreements ??= []).Add(call);
        if (name.IsHardening || (name.IsRanking && call.Type is { IsTupleType: true }))
            (_hardenings ??= []).Add(call);
        if (name.IsHostRead)
            (_hostReads ??= []).Add(call);
        HasSums |= name.IsSum;
        if (name.IsMean)
            (_means ??= []).Add(call);
        if (name.IsActivation)
            (_activations ??= []).Add(call);
    }
}
