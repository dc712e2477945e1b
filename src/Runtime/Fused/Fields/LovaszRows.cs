using System.Numerics;

namespace MaskSharp.Fused;

/// <summary>The elements of one group and class: a row of P neighbours for each of its samples.</summary>
/// <param name="Start">First element of the first row.</param>
/// <param name="Count">Rows.</param>
/// <param name="Stride">Elements from one row to the next.</param>
/// <param name="Length">P.</param>
internal readonly record struct LovaszRows(int Start, int Count, int Stride, int Length)
{
    /// <summary>The rows of one place in [groups, classes] of a tensor [N, classes, P].</summary>
    public static LovaszRows Of(long[] shape, int groups, int index)
    {
        var (samples, stride, length) = ((int)shape[0], (int)(shape[1] * shape[2]), (int)shape[2]);
        return groups == 1 ? new(index * length, samples, stride, length) : new(index * length, 1, stride, length);
    }

    /// <summary>Ranks the positive errors, sums error · step in double, and writes the steps at their places.</summary>
    public unsafe (double Value, bool IsPresent) Walk<T>(T* errors, T* target, byte* counted, T* steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var ranking = new FallingOrder<T>(Count * Length);
        var foreground = 0.0;
        var isNumber = true;
        for (var row = 0; row < Count; row++)
        {
            var end = Start + (row * Stride) + Length;
            for (var i = end - Length; i < end; i++)
            {
                if (counted is not null && counted[i] == 0)
                    continue;
                foreground += double.CreateTruncating(target[i]);
                if (errors[i] > T.Zero)
                    ranking.Add(errors[i], i);
                else
                    isNumber &= !T.IsNaN(errors[i]);
            }
        }

        // With I the foreground not yet missed and U the union of foreground and errors so far, J = 1 − I/U. An error on
        // foreground t lowers I by t and raises U by 1 − t; the difference is taken as one quotient, which does not cancel.
        var (shared, union, value) = (foreground, foreground, 0.0);
        ranking.Sort();
        for (var rank = 0; rank < ranking.Count; rank++)
        {
            var place = ranking[rank];
            var missed = double.CreateTruncating(target[place]);
            var added = 1 - missed;
            var grown = union + added;
            var step = union > 0 ? ((shared * added) + (missed * union)) / (union * grown) : 1;
            value += double.CreateTruncating(errors[place]) * step;
            steps[place] = T.CreateTruncating(step);
            shared -= missed;
            union = grown;
        }

        return (isNumber && !double.IsNaN(foreground) ? value : double.NaN, foreground > 0);
    }
}
