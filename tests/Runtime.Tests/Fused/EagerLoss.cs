using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>The losses as plain differentiable torch code, written from their formulas: what the emitted code is held against.</summary>
internal sealed record EagerLoss(SegmentationMode Mode, int Classes)
{
    public bool IsProbabilities { get; init; }

    public double Bce { get; init; }

    public double CrossEntropy { get; init; }

    public double Dice { get; init; }

    public double Jaccard { get; init; }

    public double SmoothNumerator { get; init; } = 1;

    public double SmoothDenominator { get; init; } = 1;

    public bool Squared { get; init; }

    public bool PerSample { get; init; }

    public bool IncludeBackground { get; init; } = true;

    public double PosWeight { get; init; } = 1;

    public double[]? ClassWeights { get; init; }

    public int? IgnoreIndex { get; init; }

    public bool IsSum { get; init; }

    public double Tversky { get; init; }

    public double Alpha { get; init; } = 0.5;

    public double Beta { get; init; } = 0.5;

    public double Gamma { get; init; } = 1;

    public bool GammaOnMean { get; init; }

    public double Epsilon { get; init; }

    public bool Log { get; init; }

    public double LogFloor { get; init; }

    public bool Negative { get; init; }

    public bool Soft { get; init; }

    public AbsentClass Absent { get; init; }

    public double[]? OverlapClassWeights { get; init; }

    public int[]? OverlapClasses { get; init; }

    public double LabelSmoothing { get; init; }

    public double[]? PosWeights { get; init; }

    /// <summary>The weighted total of a prediction [N, C, P] against values [N, C, P] or class indices [N, P].</summary>
    public Tensor Evaluate(Tensor prediction, Tensor target, Tensor? mask = null)
    {
        var (n, c, p) = (prediction.shape[0], prediction.shape[1], prediction.shape[2]);
        var counted = mask is null ? ones([n, 1, p], float64) : mask.ne(0).reshape(n, 1, p).to(float64);
        var t = target;
        if (target.Dimensions == 2)
        {
            var index = target.reshape(n, 1, p).to(int64);
            if (IgnoreIndex is { } ignored)
                counted = counted * index.ne(ignored).to(float64);
            t = index.eq(arange(c, dtype: int64).reshape(1, c, 1)).to(float64);
        }
        else
        {
            t = target.to(float64);
            if (IgnoreIndex is { } ignored)
                counted = counted * t.ne(ignored).to(float64);
        }

        t = where(counted.ne(0), t, zeros_like(t));
        var z = prediction.to(float64);
        z = where(counted.ne(0).expand(z.shape), z, zeros_like(z));
        var elements = Mode == SegmentationMode.Multiclass ? counted : counted.expand(n, c, p);
        var probability = IsProbabilities ? z : Mode == SegmentationMode.Multiclass ? z.softmax(1) : z.sigmoid();

        var total = zeros([], float64);
        if (Bce > 0)
        {
            var smoothed = ((1 - (2 * LabelSmoothing)) * t) + LabelSmoothing;
            var w = tensor(PosWeights ?? Enumerable.Repeat(PosWeight, Classes).ToArray(), float64).reshape(1, c, 1);
            var values = IsProbabilities
                ? -((w * smoothed * ClampedLog(probability)) + ((1 - smoothed) * ClampedLog(1 - probability)))
                : ((1 - smoothed) * nn.functional.softplus(z, 1, 200)) + (w * smoothed * nn.functional.softplus(-z, 1, 200));
            total += Bce * Mean((values * counted).sum(), elements.sum());
        }

        if (CrossEntropy > 0)
        {
            var weights = tensor(ClassWeights ?? Enumerable.Repeat(1.0, Classes).ToArray(), float64).reshape(1, c, 1);
            var smoothed = ((1 - LabelSmoothing) * t) + (LabelSmoothing / Classes);
            var logarithm = IsProbabilities ? ClampedLog(probability) : z.log_softmax(1);
            var denominator = ClassWeights is null ? elements.sum() : (weights * t * counted).sum();
            total += CrossEntropy * Mean((-weights * smoothed * logarithm * counted).sum(), denominator);
        }

        probability = probability * counted;
        Tensor Sums(Tensor values) => PerSample ? values.sum(2) : values.sum([0L, 2L]).unsqueeze(0);
        var isPresent = Sums(t).gt(0).to(float64);
        var shares = Sums(counted.expand(n, c, p)).gt(0).to(float64);
        var first = IncludeBackground || Mode == SegmentationMode.Binary ? 0 : 1;
        var chosen = (OverlapClasses ?? Enumerable.Range(0, Classes).ToArray()).Where(k => k >= first).ToArray();
        shares = shares * tensor(Enumerable.Range(0, Classes).Select(k => chosen.Contains(k) ? OverlapClassWeights?[k] ?? 1 : 0).ToArray(), float64);
        if (Absent == AbsentClass.Skip)
            shares = shares * isPresent;
        var shared = Sums(Soft ? minimum(probability, t) : probability * t);
        var (ofPrediction, ofTarget) = (Sums(probability), Sums(t));
        var mass = Squared ? Sums((probability * probability) + (t * t)) : ofPrediction + ofTarget;

        Tensor Averaged(Tensor over, Tensor under, double classExponent, double meanExponent)
        {
            var score = (over + SmoothNumerator) / (under + SmoothDenominator).clamp(min: Epsilon > 0 ? Epsilon : -1e300);
            var loss = Log ? -score.clamp(min: LogFloor).log() : Negative ? -score : 1 - score;
            if (classExponent != 1)
                loss = loss.pow(classExponent);
            if (Absent != AbsentClass.Smooth)
                loss = where(isPresent.gt(0), loss, zeros_like(loss));
            var mean = Mean((loss * shares).sum(), shares.sum());
            return meanExponent == 1 ? mean : mean.pow(meanExponent);
        }

        if (Dice > 0)
            total += Dice * Averaged(2 * shared, mass, 1, 1);
        if (Jaccard > 0)
            total += Jaccard * Averaged(shared, mass - shared, 1, 1);
        if (Tversky > 0)
        {
            var linear = Sums(Soft ? minimum(probability, t) : probability * t);
            var under = linear + (Alpha * (ofPrediction - linear)) + (Beta * (ofTarget - linear));
            total += Tversky * Averaged(linear, under, GammaOnMean ? 1 : Gamma, GammaOnMean ? Gamma : 1);
        }

        return total;
    }

    private Tensor Mean(Tensor sum, Tensor count) => IsSum ? sum : sum / maximum(count, full_like(count, 1e-300));

    private static Tensor ClampedLog(Tensor value) => value.log().clamp(min: -100);
}
