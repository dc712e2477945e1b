namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Turns the cases' counts into scores; every formula is the runtime's.</summary>
internal static class ResultBuilder
{
    public static EvaluationResult Build(IReadOnlyList<string> ids, IReadOnlyList<PixelCounts> cases, EvaluationSettings settings, IReadOnlyList<string> notes)
    {
        // A case all of whose pixels are ignored measures nothing; its 0/0 is no empty mask.
        var measured = Enumerable.Range(0, cases.Count).Where(i => Pixels(cases[i], 0) > 0).ToList();
        var counts = measured.Count == 0 ? None(settings.HasLabels && !settings.Class.IsAny ? settings.Classes : 1) : PixelCounts.Concat(measured.Select(i => cases[i]));
        var options = new ScoreOptions { Empty = settings.Empty, Undefined = UndefinedScore.NaN, IncludeBackground = settings.IncludeBackground };
        var all = new SegmentationScores(counts, options);
        var chosen = Choose(counts, settings);
        var scores = ReferenceEquals(chosen, counts) ? all : new SegmentationScores(chosen, options);

        var caseScores = ids.Select(id => new CaseScore(id, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, [])).ToArray();
        for (var sample = 0; sample < measured.Count; sample++) caseScores[measured[sample]] = Case(ids[measured[sample]], sample, all, scores, settings);
        return new EvaluationResult
        {
            Cases = caseScores,
            Dice = ScoreSummary.Of(scores.Dice.Mean, scores.Dice.Pooled, [.. caseScores.Select(item => item.Dice)]),
            IoU = ScoreSummary.Of(scores.IoU.Mean, scores.IoU.Pooled, [.. caseScores.Select(item => item.IoU)]),
            PixelAccuracy = PixelAccuracy(chosen),
            ForegroundFraction = ForegroundFraction(chosen),
            EmptyMaskAccuracy = BackgroundFraction(chosen),
            EmptyMaskDice = EmptyMaskDice(chosen, options),
            Classes = [.. Enumerable.Range(0, counts.Classes).Select(c => Class(c, all, counts))],
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
        long[,] Table(Func<int, long> value)
        {
            var table = new long[counts.Samples, 1];
            for (var i = 0; i < counts.Samples; i++) table[i, 0] = value(i);
            return table;
        }

        return new PixelCounts(Table(i => counts.TN[i, 0]), Table(i => counts.FN[i, 0]), Table(i => counts.FP[i, 0]), Table(i => counts.TP[i, 0]));
    }

    private static PixelCounts None(int classes) => new(new long[0, classes], new long[0, classes], new long[0, classes], new long[0, classes]);

    private static CaseScore Case(string id, int sample, SegmentationScores all, SegmentationScores scores, EvaluationSettings settings)
    {
        var first = settings.IncludeBackground || scores.Counts.Classes == 1 ? 0 : 1;
        double Mean(MetricResult metric)
        {
            var counted = Enumerable.Range(first, scores.Counts.Classes - first).Where(c => !metric.IsSkipped(sample, c)).Select(c => metric.PerSample[sample, c]).ToList();
            return counted.Count == 0 ? double.NaN : counted.Average();
        }

        var counts = scores.Counts.Sample(sample);
        var classes = Enumerable.Range(0, all.Counts.Classes).Select(c => new ClassScore(
            IndexOf(c, all.Counts.Classes),
            all.Dice.PerSample[sample, c],
            all.IoU.PerSample[sample, c],
            all.Counts.TP[sample, c],
            all.Counts.FP[sample, c],
            all.Counts.FN[sample, c],
            all.Counts.TN[sample, c]));
        var foreground = Enumerable.Range(scores.Counts.Classes == 1 ? 0 : 1, scores.Counts.Classes == 1 ? 1 : scores.Counts.Classes - 1).ToList();
        return new CaseScore(
            id, Mean(scores.Dice), Mean(scores.IoU), PixelAccuracy(counts), ForegroundFraction(counts),
            foreground.Sum(c => counts.TP[0, c] + counts.FN[0, c]), foreground.Sum(c => counts.FN[0, c]), foreground.Sum(c => counts.FP[0, c]), [.. classes]);
    }

    // The same truth under a prediction that is background everywhere.
    private static (double Mean, double Pooled) EmptyMaskDice(PixelCounts counts, ScoreOptions options)
    {
        var (tp, fp, fn, tn) = (new long[counts.Samples, counts.Classes], new long[counts.Samples, counts.Classes], new long[counts.Samples, counts.Classes], new long[counts.Samples, counts.Classes]);
        for (var i = 0; i < counts.Samples; i++)
        {
            for (var c = 0; c < counts.Classes; c++)
            {
                var support = counts.TP[i, c] + counts.FN[i, c];
                var rest = counts.FP[i, c] + counts.TN[i, c];
                var isBackground = counts.Classes > 1 && c == 0;
                (isBackground ? tp : fn)[i, c] = support;
                (isBackground ? fp : tn)[i, c] = rest;
            }
        }
        var dice = new SegmentationScores(new PixelCounts(tp, fp, fn, tn), options).Dice;
        return (dice.Mean, dice.Pooled);
    }

    private static ClassSummary Class(int c, SegmentationScores all, PixelCounts counts)
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
            all.Precision.PooledPerClass[c], all.Recall.PooledPerClass[c], truePixels, predictedPixels, (double)truePixels / pixels, casesWithClass);
    }

    // Binary counts have one class, the foreground, which is index 1.
    private static int IndexOf(int c, int classes) => classes == 1 ? 1 : c;

    // One class: (TP + TN) / all. Several exclusive classes: the share of rightly labelled pixels, which is ΣTP over all of them.
    private static double PixelAccuracy(PixelCounts counts)
    {
        long right = 0, pixels = 0;
        for (var i = 0; i < counts.Samples; i++)
        {
            for (var c = 0; c < counts.Classes; c++) right += counts.TP[i, c] + (counts.Classes == 1 ? counts.TN[i, c] : 0);
            pixels += Pixels(counts, i);
        }
        return (double)right / pixels;
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
