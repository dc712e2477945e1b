namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Turns the cases' counts into scores; every formula is the runtime's.</summary>
internal static class ResultBuilder
{
    public static EvaluationResult Build(IReadOnlyList<string> ids, IReadOnlyList<ClassCounts> cases, EvaluationSettings settings, IReadOnlyList<string> notes)
    {
        // A case all of whose pixels are ignored measures nothing; its 0/0 is no empty mask.
        var measured = Enumerable.Range(0, cases.Count).Where(i => cases[i].Pixels > 0).ToList();
        var counts = ClassCounts.Stack(cases, measured, settings.CountedClasses);
        var options = new ScoreOptions { Empty = settings.Empty, Undefined = UndefinedScore.NaN, IncludeBackground = settings.IncludeBackground };
        var all = new SegmentationScores(counts, options);
        var chosen = Choose(counts, settings);
        var scores = ReferenceEquals(chosen, counts) ? all : new SegmentationScores(chosen, options);

        // Pooled figures need no scores of every case.
        var pooled = new SegmentationScores(counts.Pool(), options);

        var caseScores = new CaseScore[ids.Count];
        var metrics = (all.Dice, all.IoU, scores.Dice, scores.IoU);
        for (var sample = 0; sample < measured.Count; sample++) caseScores[measured[sample]] = Case(ids[measured[sample]], sample, counts, chosen, metrics, settings);
        for (var i = 0; i < caseScores.Length; i++) caseScores[i] ??= new CaseScore(ids[i], double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, []);
        return new EvaluationResult
        {
            Cases = caseScores,
            Dice = ScoreSummary.Of(scores.Dice.Mean, scores.Dice.Pooled, [.. caseScores.Select(item => item.Dice)]),
            IoU = ScoreSummary.Of(scores.IoU.Mean, scores.IoU.Pooled, [.. caseScores.Select(item => item.IoU)]),
            PixelAccuracy = PixelAccuracy(chosen),
            ForegroundFraction = ForegroundFraction(chosen),
            EmptyMaskAccuracy = BackgroundFraction(chosen),
            EmptyMaskDice = EmptyMaskDice(chosen, options),
            Classes = [.. Enumerable.Range(0, counts.Classes).Select(c => Class(c, all, pooled, counts))],
            Notes = notes,
        };
    }

    // One class is scored against all the rest; of binary masks the background is the foreground turned round.
    private static PixelCounts Choose(PixelCounts counts, EvaluationSettings settings)
    {
        if (settings.Class.Index is not { } index) return counts;
        if (counts.Classes > 1) return counts.Class(index);
        return index == 1 ? counts : TurnedRound(counts);
    }

    private static PixelCounts TurnedRound(PixelCounts counts)
    {
        long[] Column(SampleTable<long> table) => [.. Enumerable.Range(0, counts.Samples).Select(i => table[i, 0])];

        return new PixelCounts(counts.Samples, 1, Column(counts.TN), Column(counts.FN), Column(counts.FP), Column(counts.TP));
    }

    // Loops, since this is done for every case, and what queries leave behind would be most of a large run's memory.
    private static CaseScore Case(
        string id, int sample, PixelCounts all, PixelCounts counts, (MetricResult AllDice, MetricResult AllIoU, MetricResult Dice, MetricResult IoU) metrics, EvaluationSettings settings)
    {
        var firstForeground = counts.Classes == 1 ? 0 : 1;
        long truePixels = 0, missed = 0, invented = 0;
        for (var c = firstForeground; c < counts.Classes; c++)
        {
            truePixels += counts.TP[sample, c] + counts.FN[sample, c];
            missed += counts.FN[sample, c];
            invented += counts.FP[sample, c];
        }
        var classes = new ClassScore[all.Classes];
        for (var c = 0; c < classes.Length; c++)
        {
            classes[c] = new ClassScore(
                IndexOf(c, classes.Length), metrics.AllDice.PerSample[sample, c], metrics.AllIoU.PerSample[sample, c], all.TP[sample, c], all.FP[sample, c], all.FN[sample, c], all.TN[sample, c]);
        }
        var pixels = Pixels(counts, sample);
        var first = settings.IncludeBackground ? 0 : firstForeground;
        return new CaseScore(
            id, Mean(metrics.Dice, sample, first), Mean(metrics.IoU, sample, first), (double)Right(counts, sample) / pixels, (double)truePixels / pixels,
            truePixels, missed, invented, classes);
    }

    private static double Mean(MetricResult metric, int sample, int first)
    {
        var (sum, count) = (0.0, 0);
        for (var c = first; c < metric.PerSample.Classes; c++)
        {
            if (metric.IsSkipped(sample, c)) continue;
            sum += metric.PerSample[sample, c];
            count++;
        }
        return sum / count;
    }

    // The same truth under a prediction that is background everywhere.
    private static (double Mean, double Pooled) EmptyMaskDice(PixelCounts counts, ScoreOptions options)
    {
        var size = counts.Samples * counts.Classes;
        var (tp, fp, fn, tn) = (new long[size], new long[size], new long[size], new long[size]);
        for (var i = 0; i < size; i++)
        {
            var (sample, c) = (i / counts.Classes, i % counts.Classes);
            var isBackground = counts.Classes > 1 && c == 0;
            (isBackground ? tp : fn)[i] = counts.TP[sample, c] + counts.FN[sample, c];
            (isBackground ? fp : tn)[i] = counts.FP[sample, c] + counts.TN[sample, c];
        }
        var dice = new SegmentationScores(new PixelCounts(counts.Samples, counts.Classes, tp, fp, fn, tn), options).Dice;
        return (dice.Mean, dice.Pooled);
    }

    private static ClassSummary Class(int c, SegmentationScores all, SegmentationScores pooled, PixelCounts counts)
    {
        long truePixels = 0, predictedPixels = 0, pixels = 0;
        var casesWithClass = 0;
        for (var i = 0; i < counts.Samples; i++)
        {
            var support = counts.TP[i, c] + counts.FN[i, c];
            truePixels += support;
            predictedPixels += counts.TP[i, c] + counts.FP[i, c];
            pixels += support + counts.FP[i, c] + counts.TN[i, c];
            casesWithClass += support > 0 ? 1 : 0;
        }
        return new ClassSummary(
            IndexOf(c, counts.Classes), all.Dice.PerClass[c], all.Dice.PooledPerClass[c], all.IoU.PerClass[c], all.IoU.PooledPerClass[c],
            pooled.Precision.PooledPerClass[c], pooled.Recall.PooledPerClass[c], truePixels, predictedPixels, (double)truePixels / pixels, casesWithClass);
    }

    // Binary counts have one class, the foreground, which is index 1.
    private static int IndexOf(int c, int classes) => classes == 1 ? 1 : c;

    // One class: (TP + TN) / all. Several exclusive classes: the share of rightly labelled pixels, which is ΣTP over all of them.
    private static double PixelAccuracy(PixelCounts counts)
    {
        long right = 0, pixels = 0;
        for (var i = 0; i < counts.Samples; i++)
        {
            right += Right(counts, i);
            pixels += Pixels(counts, i);
        }
        return (double)right / pixels;
    }

    private static long Right(PixelCounts counts, int sample)
    {
        var right = counts.Classes == 1 ? counts.TN[sample, 0] : 0;
        for (var c = 0; c < counts.Classes; c++) right += counts.TP[sample, c];
        return right;
    }

    private static double ForegroundFraction(PixelCounts counts)
    {
        var (foreground, pixels) = ForegroundPixels(counts);
        return (double)foreground / pixels;
    }

    private static double BackgroundFraction(PixelCounts counts)
    {
        var (foreground, pixels) = ForegroundPixels(counts);
        return (double)(pixels - foreground) / pixels;
    }

    private static (long Foreground, long Pixels) ForegroundPixels(PixelCounts counts)
    {
        long foreground = 0, pixels = 0;
        for (var i = 0; i < counts.Samples; i++)
        {
            for (var c = counts.Classes == 1 ? 0 : 1; c < counts.Classes; c++) foreground += counts.TP[i, c] + counts.FN[i, c];
            pixels += Pixels(counts, i);
        }
        return (foreground, pixels);
    }

    private static long Pixels(PixelCounts counts, int sample) => counts.TP[sample, 0] + counts.FP[sample, 0] + counts.FN[sample, 0] + counts.TN[sample, 0];
}
