using Benchmarks.Baselines;
using Benchmarks.Measuring;
using MaskSharp.Fused;
using static TorchSharp.torch;

namespace Benchmarks.Rows;

/// <summary>The jobs that are compared, each with its data and contenders.</summary>
internal static class Jobs
{
    public const string Own = "MaskSharp";

    /// <summary>As on a GPU: by torch operations.</summary>
    private const string OwnTensorPath = "MaskSharp, tensor path";

    private static readonly IReadOnlyDictionary<string, Func<Tensor, Tensor, Tensor>> _binaryLosses = new Dictionary<string, Func<Tensor, Tensor, Tensor>>
    {
        [Own] = (logits, target) => BceDice.Loss(logits, target),
        ["article, logarithms written out"] = BinaryEager.Article,
        ["article, BCELoss"] = BinaryEager.ArticleWithBceLoss,
        ["good eager"] = BinaryEager.Good,
    };

    private static readonly IReadOnlyDictionary<string, Func<Tensor, Tensor, Tensor>> _binaryTerms = new Dictionary<string, Func<Tensor, Tensor, Tensor>>
    {
        ["BCE + Dice"] = (logits, target) => BceDice.Loss(logits, target),
        ["focal"] = (logits, target) => BceDice.Focal(logits, target),
        ["focal + Dice"] = (logits, target) => BceDice.FocalDice(logits, target),
        ["BCE + Tversky"] = (logits, target) => BceDice.BceTversky(logits, target),
        ["BCE + generalised Dice"] = (logits, target) => BceDice.BceGeneralizedDice(logits, target),
        ["BCE + Dice + Jaccard"] = (logits, target) => BceDice.BceDiceJaccard(logits, target),
        ["BCE + focal + Dice"] = (logits, target) => BceDice.BceFocalDice(logits, target),
    };

    private static readonly IReadOnlyDictionary<string, Func<Tensor, Tensor, Tensor>> _multiclassTerms = new Dictionary<string, Func<Tensor, Tensor, Tensor>>
    {
        ["cross-entropy + Dice"] = (logits, target) => CrossEntropyDice4.Loss(logits, target),
        ["focal + Dice"] = (logits, target) => CrossEntropyDice4.Focal(logits, target),
        ["cross-entropy + generalised Dice"] = (logits, target) => CrossEntropyDice4.GeneralizedDice(logits, target),
        ["cross-entropy + focal + Dice"] = (logits, target) => CrossEntropyDice4.Three(logits, target),
    };

    /// <summary>From here on eager code takes seconds a step: the memory pass alone is compared.</summary>
    private const long Large = 1 << 25;

    public static IEnumerable<string> BinaryContenders => [Own, OwnTensorPath, .. _binaryLosses.Keys.Skip(1)];

    /// <summary>BCE + Dice of one channel; the closure of the named contender's whole step, for the memory probe.</summary>
    public static Action BinaryStep(string contender, long[] shape)
    {
        var (logits, target) = BinaryData(shape);
        if (contender == OwnTensorPath)
            AppContext.SetSwitch(FusedLoss.TensorPathOnly, true);
        return Steps.ForwardBackward(_binaryLosses[contender == OwnTensorPath ? Own : contender], logits, target);
    }

    public static Row Binary(long[] shape, int threads, bool backward, TimeSpan budget)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = BinaryData(shape);
        var losses = logits.numel() < Large ? _binaryLosses : _binaryLosses.Where(loss => loss.Key == Own).ToDictionary();
        return Run("BCE + Dice", shape, threads, backward, budget, losses, logits, target);
    }

    public static Row Multiclass(long[] shape, int threads, bool backward, TimeSpan budget)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = MulticlassData(shape);
        Func<Tensor, Tensor, Tensor> own = shape[1] switch
        {
            2 => (z, t) => CrossEntropyDice2.Loss(z, t),
            4 => (z, t) => CrossEntropyDice4.Loss(z, t),
            8 => (z, t) => CrossEntropyDice8.Loss(z, t),
            16 => (z, t) => CrossEntropyDice16.Loss(z, t),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape[1], "no loss is annotated for this number of classes"),
        };
        var losses = new Dictionary<string, Func<Tensor, Tensor, Tensor>> { [Own] = own, ["good eager"] = MulticlassEager.Good };
        return Run("cross-entropy + Dice", shape, threads, backward, budget, losses, logits, target);
    }

    /// <summary>What other terms cost beside BCE + Dice or cross-entropy + Dice: MaskSharp against itself.</summary>
    public static Row Terms(long[] shape, int threads, TimeSpan budget)
    {
        using var scope = NewDisposeScope();
        var isBinary = shape[1] == 1;
        var (logits, target) = isBinary ? BinaryData(shape) : MulticlassData(shape);
        var losses = isBinary ? _binaryTerms : _multiclassTerms;
        var contenders = losses.Select(loss => new Contender(loss.Key, Steps.ForwardBackward(loss.Value, logits, target))).ToList();
        return Time(isBinary ? "cost of other terms" : "cost of other terms, classes", shape, "forward + backward", threads, budget, contenders);
    }

    private static Row Run(
        string job,
        long[] shape,
        int threads,
        bool backward,
        TimeSpan budget,
        IReadOnlyDictionary<string, Func<Tensor, Tensor, Tensor>> losses,
        Tensor logits,
        Tensor target)
    {
        var contenders = losses
            .Select(loss => new Contender(
                loss.Key,
                backward ? Steps.ForwardBackward(loss.Value, logits, target) : Steps.Forward(loss.Value, logits, target)))
            .Append(new("memory pass", Steps.Pass(logits, target.is_floating_point() ? target : logits, backward)))
            .ToList();
        return Time(job, shape, backward ? "forward + backward" : "forward", threads, budget, contenders);
    }

    private static Row Time(string job, long[] shape, string step, int threads, TimeSpan budget, List<Contender> contenders)
    {
        set_num_threads(threads);
        return new(job, string.Join("×", shape), step, threads, Column.From(contenders, Interleaved.Measure(contenders, budget)));
    }

    private static (Tensor Logits, Tensor Target) MulticlassData(long[] shape)
    {
        manual_seed(2);
        return (randn(shape), randint(0, shape[1], [shape[0], .. shape[2..]], dtype: int64));
    }

    private static (Tensor Logits, Tensor Target) BinaryData(long[] shape)
    {
        manual_seed(1);
        return (randn(shape), (rand(shape) < 0.2).to(float32));
    }
}
