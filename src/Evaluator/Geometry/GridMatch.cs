using System.Globalization;
using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Geometry;

/// <summary>Whether two masks' voxels are the same places in space, and in which order the one's run along the other's.</summary>
internal static class GridMatch
{
    // Half-rounded numbers in headers move a grid by some thousandths of a voxel; a real difference is larger by far.
    private const double Tolerance = 0.01;

    /// <summary>The order in which the prediction's voxels run on the ground truth's grid.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="truth">The ground truth.</param>
    /// <param name="fault">What differs, in a sentence; null where an order is returned.</param>
    /// <returns>The order; null where the two are different places.</returns>
    public static AxisOrder? Find(MaskImage prediction, MaskImage truth, out string? fault)
    {
        fault = (prediction.Geometry, truth.Geometry) switch
        {
            (null, null) => null,
            (null, { } known) => Invariant($"the ground truth states its place in space ({known}), the prediction's format does not; save the prediction in the ground truth's format, with its affine"),
            ({ } known, null) => Invariant($"the prediction states its place in space ({known}), the ground truth's format does not; save both in one format"),
            ({ IsOriented: true } known, { IsOriented: false } bare) => OneIsBare("prediction", known, "ground truth", bare),
            ({ IsOriented: false } bare, { IsOriented: true } known) => OneIsBare("ground truth", known, "prediction", bare),
            _ => null,
        };
        if (fault is not null) return null;
        if (prediction.Geometry is not { } own || truth.Geometry is not { } other) return SameSize(AxisOrder.Same, prediction.Shape, truth.Shape, out fault);

        var order = OrderOf(own, other);
        if (order is { } found && !SameSizeAfter(found, prediction.Shape, truth.Shape)) return SameSize(found, prediction.Shape, truth.Shape, out fault);
        if (order is { } fitting && Shift(own, other, fitting, prediction.Shape, truth.Shape) <= Tolerance) return fitting;
        fault = $"the two lie in different places, though they may have equal sizes: the prediction has {own}; the ground truth {other}; predict on the ground truth's grid, or resample the prediction to it";
        return null;
    }

    private static AxisOrder? SameSize(AxisOrder order, MaskShape prediction, MaskShape truth, out string? fault)
    {
        fault = SameSizeAfter(order, prediction, truth) ? null
            : $"the prediction has {prediction} pixels, the ground truth {truth}{(order.IsSame ? "" : ", in another order of axes")}; predict on the ground truth's grid, or resample the prediction to it";
        return fault is null ? order : null;
    }

    private static bool SameSizeAfter(AxisOrder order, MaskShape prediction, MaskShape truth)
    {
        int[] own = [prediction.Width, prediction.Height, prediction.Depth], other = [truth.Width, truth.Height, truth.Depth];
        return Enumerable.Range(0, 3).All(i => own[i] == other[order.Axis(i)]);
    }

    // To which axis of the truth each of the prediction's runs parallel, to within a few degrees; the shift decides the rest.
    private static AxisOrder? OrderOf(MaskGeometry own, MaskGeometry other)
    {
        MaskVector[] steps = [own.X, own.Y, own.Z];
        var axes = new int[3];
        var flips = new bool[3];
        for (var i = 0; i < 3; i++)
        {
            var along = InVoxels(steps[i], other);
            var axis = Enumerable.Range(0, 3).MaxBy(k => Math.Abs(along[k]));
            if (Math.Abs(Math.Abs(along[axis]) - 1) > 0.1) return null;
            (axes[i], flips[i]) = (axis, along[axis] < 0);
        }
        return axes.Distinct().Count() == 3 ? new AxisOrder(axes, flips) : null;
    }

    // The farthest that a corner of the prediction's box lies from where the order puts it, in voxels of the truth.
    private static double Shift(MaskGeometry own, MaskGeometry other, AxisOrder order, MaskShape ownShape, MaskShape otherShape)
    {
        int[] sides = [ownShape.Width, ownShape.Height, ownShape.Depth], otherSides = [otherShape.Width, otherShape.Height, otherShape.Depth];
        MaskVector[] steps = [own.X, own.Y, own.Z];
        var farthest = 0.0;
        for (var corner = 0; corner < 8; corner++)
        {
            var place = own.Origin - other.Origin;
            var expected = new double[3];
            for (var i = 0; i < 3; i++)
            {
                // One voxel beyond the last, so that the thickness of a single plane counts too.
                var at = (corner >> i & 1) * sides[i];
                place += at * steps[i];
                expected[order.Axis(i)] = order.IsFlipped(i) ? otherSides[order.Axis(i)] - 1 - at : at;
            }
            var found = InVoxels(place, other);
            for (var k = 0; k < 3; k++) farthest = Math.Max(farthest, Math.Abs(found[k] - expected[k]));
        }
        return farthest;
    }

    // By Cramer's rule: how many steps of the grid make the way.
    private static double[] InVoxels(MaskVector way, MaskGeometry grid)
    {
        var volume = grid.Determinant;
        return [way.Dot(grid.Y.Cross(grid.Z)) / volume, way.Dot(grid.Z.Cross(grid.X)) / volume, way.Dot(grid.X.Cross(grid.Y)) / volume];
    }

    private static string OneIsBare(string known, MaskGeometry stated, string bare, MaskGeometry spacing) =>
        $"the {known} states its place in space ({stated}), the {bare} only distances ({spacing}); save both with the same affine (sform or qform)";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
