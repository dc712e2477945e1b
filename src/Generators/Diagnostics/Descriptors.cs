using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Diagnostics;

/// <summary>Every diagnostic of generator and analyzers, in one place. Each has a page docs/rules/ID.md.</summary>
internal static class Descriptors
{
    /// <summary>
    /// Where the rule pages are published. No public address exists yet: empty, and diagnostics carry no link. The pages
    /// travel in the package under docs/rules.
    /// </summary>
    private const string DocumentationBaseUrl = "";

    private const string Usage = "MaskSharp.Usage";

    private const string Evaluation = "MaskSharp.Evaluation";

    private const string Training = "MaskSharp.Training";

    private const string Performance = "MaskSharp.Performance";

    public static readonly DiagnosticDescriptor NotPartial = Misuse(
        "MASK0001",
        "An annotated class must be partial",
        "'{0}' must be declared partial, so that the generated members of '{1}' can be added to it");

    public static readonly DiagnosticDescriptor FileLocal = Misuse(
        "MASK0002",
        "A file-local class cannot be annotated",
        "'{0}' is file-local: the generated part would stand in another file and be another type; drop the 'file' modifier");

    public static readonly DiagnosticDescriptor InvalidName = Misuse(
        "MASK0003",
        "Name is not an identifier",
        "Name = \"{0}\" cannot name a member: use letters, digits and underscores, not starting with a digit, and no keyword");

    public static readonly DiagnosticDescriptor NameClash = Misuse(
        "MASK0004",
        "A generated member clashes with another",
        "The generated member '{0}' clashes with {1} of '{2}': give the attribute another Name");

    public static readonly DiagnosticDescriptor InvalidClasses = Misuse(
        "MASK0005",
        "Classes does not fit the mode",
        "Classes = {0} does not fit Mode = {1}: {2}");

    public static readonly DiagnosticDescriptor TermNotInMode = Misuse(
        "MASK0006",
        "A term does not exist in this mode",
        "{0} does not exist in Mode = {1}: {2}");

    public static readonly DiagnosticDescriptor ValueOutOfRange = Misuse(
        "MASK0007",
        "An attribute value is out of range",
        "{0} = {1} is out of range: {2}");

    public static readonly DiagnosticDescriptor WrongLength = Misuse(
        "MASK0008",
        "An attribute list has the wrong length",
        "{0} has {1} values where Classes = {2} needs {2}");

    public static readonly DiagnosticDescriptor UnreducedShapesDiffer = Misuse(
        "MASK0009",
        "Unreduced terms have different shapes",
        "Reduction = None cannot add terms of different shapes: {0}; give each its own attribute with its own Name");

    public static readonly DiagnosticDescriptor OptionWithoutEffect = Misuse(
        "MASK0010",
        "An attribute option has no effect",
        "{0} has no effect here: {1}",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor MissingReference = Misuse(
        "MASK0011",
        "The project lacks what generated code needs",
        "The members of '{0}' cannot be generated: {1}");

    public static readonly DiagnosticDescriptor NoTerm = Misuse(
        "MASK0012",
        "The loss has no term",
        "Every term of the loss '{0}' has weight 0: leave all terms out for the default, or give one a weight above 0");

    public static readonly DiagnosticDescriptor UnusableBalance = Misuse(
        "MASK0013",
        "BalanceFrom names no usable data set",
        "BalanceFrom = \"{0}\" gives no weights: {1}");

    public static readonly DiagnosticDescriptor UnmeasuredBalance = Misuse(
        "MASK0014",
        "The data set of BalanceFrom is not measured",
        "The data set '{0}' has no measurement in this build, so the loss weighs nothing: provide its masks, or commit a measurement and name it in Measured",
        DiagnosticSeverity.Warning);

    // Analyzer rules.

    public static readonly DiagnosticDescriptor PixelAccuracyOnly = Rule(
        "MASK1001",
        "Pixel accuracy is the only score of a segmentation",
        "Pixel accuracy is the only score of this segmentation: {0}",
        Evaluation,
        "Background dominates most masks, so a model that finds nothing has a high pixel accuracy. Report an overlap score, such as Dice or IoU, beside it.");

    public static readonly DiagnosticDescriptor DoubleActivation = Rule(
        "MASK1002",
        "The activation is applied twice",
        "The prediction is {0} already and this call {1}: pass the logits",
        Training,
        "A loss of logits applies sigmoid or softmax itself. Of probabilities it makes values between 0.5 and 0.73, so the loss cannot fall and gradients vanish.");

    public static readonly DiagnosticDescriptor HardPredictionLoss = Rule(
        "MASK1003",
        "A hard prediction is fed to a loss",
        "'{0}' has no gradient, and its result is fed to a loss: use the probabilities",
        Training,
        "Thresholds, rounding and argmax have a gradient of zero or none, so that the part of the loss behind them teaches the network nothing.");

    public static readonly DiagnosticDescriptor UnguardedOverlap = Rule(
        "MASK1004",
        "An overlap ratio is not guarded against empty masks",
        "Where both masks are empty this ratio is 0/0, NaN: add a smoothing term, or say what an empty mask scores",
        Evaluation,
        "An image without a lesion that is predicted empty makes Dice and IoU 0/0, and one NaN makes the mean NaN.");

    public static readonly DiagnosticDescriptor MissingLogSoftmax = Rule(
        "MASK1005",
        "The negative log-likelihood lacks a log-softmax",
        "This loss takes log-probabilities and gets {0}: apply log_softmax, or use cross_entropy with logits",
        Training,
        "nll_loss only picks and negates values. Of logits or probabilities it has no minimum where the prediction is right.");

    public static readonly DiagnosticDescriptor BoolMean = Rule(
        "MASK1006",
        "The mean of a Bool tensor",
        "The mean of a Bool tensor always throws: cast to a floating type first",
        Evaluation,
        "libtorch computes a mean in the tensor's own type and refuses Bool.");

    public static readonly DiagnosticDescriptor AccuracySelection = Rule(
        "MASK1007",
        "Pixel accuracy selects the model",
        "Pixel accuracy decides which weights or settings are kept or when training stops, and a model that finds nothing scores high: select by Dice or IoU",
        Evaluation,
        "The checkpoint with the best pixel accuracy is often one that finds less foreground.");

    public static readonly DiagnosticDescriptor RawLogits = Rule(
        "MASK1008",
        "A soft overlap score of raw logits",
        "Soft Dice and IoU take probabilities, and this is raw logits: apply sigmoid or softmax first",
        Training,
        "Sums of logits can be negative, so the ratio is no overlap, has no bounds and can be made small without an overlap.");

    public static readonly DiagnosticDescriptor SwappedArguments = Rule(
        "MASK1009",
        "Prediction and target of a loss are swapped",
        "The loss takes the prediction first: '{0}' is the target and '{1}' the prediction",
        Training,
        "A loss is not symmetric: swapped, it takes the logarithm of the target and its gradient is that of another function.");

    public static readonly DiagnosticDescriptor HostSync = Rule(
        "MASK1010",
        "A loss waits for the device",
        "'{0}' inside a loss makes the host wait for the device in every step: keep a tensor",
        Performance,
        "Reading a value on the host waits for all queued work. Inside a loss that happens in every step, and the device runs dry.",
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor NoDisposeScope = Rule(
        "MASK1011",
        "A loop over tensors has no dispose scope",
        "Each round of this loop makes tensors that nothing disposes: open 'using var scope = torch.NewDisposeScope();' in its body",
        Performance,
        "Native memory does not press on the garbage collector, so that a training or evaluation loop grows by gigabytes before a collection runs.",
        DiagnosticSeverity.Info);

    /// <summary>The page of a rule, or null while none is published.</summary>
    public static string? HelpLink(string id)
        => DocumentationBaseUrl.Length == 0 ? null : $"{DocumentationBaseUrl}/{id}.md";

    private static DiagnosticDescriptor Rule(string id, string title, string message, string category, string description, DiagnosticSeverity severity = DiagnosticSeverity.Warning)
        => new(id, title, message, category, severity, isEnabledByDefault: true, description, HelpLink(id));

    private static DiagnosticDescriptor Misuse(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error)
        => new(id, title, message, Usage, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id));
}
