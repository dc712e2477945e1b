namespace MaskSharp;

/// <summary>
/// Whether probabilities mean what they say, and how well they rank: expected calibration error, Brier score and the area under the
/// precision-recall curve, over batches and threads, in constant memory (5 MB).
/// </summary>
/// <remarks>
/// It counts pixels in 61,440 narrow bins of the probability. Calibration errors are exact; the area under the curve is that of probabilities
/// rounded down to a bin, so exact for maps of 8 bits.
/// Merging is associative and commutative. Not safe for use by several threads at once: give each its own and merge them.
/// </remarks>
public sealed class ProbabilityMeter
{
    /// <summary>2¹²·3·5, so that the usual numbers of bins divide it.</summary>
    private const int Bins = 61_440;

    private readonly long[] _positives = new long[Bins];
    private readonly FixedPointSum[] _sums = new FixedPointSum[Bins];
    private FixedPointSum _squares;

    /// <summary>Pixels counted so far.</summary>
    public long Pixels => _squares.Count;

    /// <summary>Foreground pixels counted so far.</summary>
    public long Positives => _positives.Sum();

    /// <summary>
    /// Brier score: the mean of (p − t)², from 0 to 1; lower is better (Brier 1950). NaN without a pixel.
    /// </summary>
    public double Brier => _squares.Mean;

    /// <summary>
    /// Average precision, the area under the precision-recall curve as Σ (R_n − R_(n−1))·P_n over falling thresholds, from 0 to 1 (Boyd et al. 2013).
    /// NaN without a foreground pixel. A random ranking gives the share of foreground.
    /// </summary>
    public double AveragePrecision
    {
        get
        {
            var all = Positives;
            if (all == 0)
                return double.NaN;
            var (area, found, pixels) = (0.0, 0L, 0L);
            for (var bin = Bins - 1; bin >= 0; bin--)
            {
                found += _positives[bin];
                pixels += _sums[bin].Count;
                if (_positives[bin] > 0)
                    area += (double)_positives[bin] / all * found / pixels;
            }

            return area;
        }
    }

    /// <summary>Adds pixels.</summary>
    /// <param name="probabilities">Probability of the foreground of each pixel, from 0 to 1; flat, in any order.</param>
    /// <param name="target">True mask, same length; nonzero is foreground.</param>
    /// <param name="valid">Nonzero where a pixel counts, same length; left out, all count.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a counted probability is not from 0 to 1. Then nothing is added.</exception>
    public void Update(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> target, ReadOnlySpan<byte> valid = default)
    {
        if (target.Length != probabilities.Length)
            throw new ArgumentException($"target has {target.Length} pixels where probabilities has {probabilities.Length}.", nameof(target));
        if (!valid.IsEmpty && valid.Length != probabilities.Length)
            throw new ArgumentException($"valid has {valid.Length} pixels where probabilities has {probabilities.Length}.", nameof(valid));
        for (var i = 0; i < probabilities.Length; i++)
        {
            if ((valid.IsEmpty || valid[i] != 0) && !(probabilities[i] is >= 0 and <= 1))
                throw new ArgumentException($"probabilities has {probabilities[i]} at pixel {i}: expected numbers from 0 to 1; of logits take the sigmoid first.", nameof(probabilities));
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!valid.IsEmpty && valid[i] == 0)
                continue;
            double p = probabilities[i];
            var t = target[i] != 0 ? 1 : 0;
            var bin = Math.Min((int)(p * Bins), Bins - 1);
            _positives[bin] += t;
            _sums[bin] += p;
            _squares += (p - t) * (p - t);
        }
    }

    /// <summary>Adds what another meter has counted.</summary>
    /// <param name="other">The other meter, which stays as it is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void Merge(ProbabilityMeter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var bin = 0; bin < Bins; bin++)
        {
            _positives[bin] += other._positives[bin];
            _sums[bin] += other._sums[bin];
        }

        _squares += other._squares;
    }

    /// <summary>
    /// Expected calibration error: Σ over bins of (share of the pixels)·|mean probability − share of foreground| (Naeini et al. 2015; Guo et al.
    /// 2017). Where almost all pixels are sure background it is small whatever the rest says.
    /// </summary>
    /// <param name="bins">
    /// Number of equally wide bins [lower, upper) of the probability, 1 in the last: from 1 to 61,440, and a divisor of it, such as 10, 15, 16 or 20.
    /// </param>
    /// <returns>The error, from 0 to 1; lower is better. NaN without a pixel.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> does not divide 61,440.</exception>
    public double ExpectedCalibrationError(int bins = 15)
    {
        if (bins < 1 || Bins % bins != 0)
            throw new ArgumentOutOfRangeException(nameof(bins), bins, $"bins is a divisor of {Bins}, such as 10, 15, 16 or 20.");
        if (Pixels == 0)
            return double.NaN;
        var (error, width) = (0.0, Bins / bins);
        for (var first = 0; first < Bins; first += width)
        {
            var (sum, positives) = (default(FixedPointSum), 0L);
            for (var bin = first; bin < first + width; bin++)
            {
                // Of most narrow bins no pixel is.
                if (_sums[bin].Count == 0)
                    continue;
                sum += _sums[bin];
                positives += _positives[bin];
            }

            if (sum.Count > 0)
                error += (double)sum.Count / Pixels * Math.Abs(sum.Mean - ((double)positives / sum.Count));
        }

        return error;
    }
}
