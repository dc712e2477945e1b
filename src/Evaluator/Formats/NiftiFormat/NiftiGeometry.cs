namespace MaskSharp.Evaluator.Formats.NiftiFormat;

/// <summary>
/// A NIfTI file's place in space: the sform where it is set, else the qform, else distances only (nifti1.h, methods 3, 2 and 1).
/// </summary>
internal static class NiftiGeometry
{
    /// <exception cref="MaskFileException">The transformation has no inverse.</exception>
    public static MaskGeometry Read(NiftiHeader header, MaskShape shape)
    {
        var unit = header.Millimetres();
        var geometry = header.Integer(254, 348, 4) > 0 ? OfRows(header, unit, shape)
            : header.Integer(252, 344, 4) > 0 ? OfQuaternion(header, unit)
            : MaskGeometry.OfSpacing(Distance(header, 1) * unit, Distance(header, 2) * unit, Distance(header, 3) * unit);
        var size = geometry.X.Length * geometry.Y.Length * geometry.Z.Length;
        if (!geometry.Origin.IsFinite || !double.IsFinite(size) || !(Math.Abs(geometry.Determinant) > 1e-6 * size))
            throw MaskFileException.Unreadable("is a damaged NIfTI file: its place in space (sform or qform) has no inverse");
        return geometry;
    }

    private static MaskGeometry OfRows(NiftiHeader header, double unit, MaskShape shape)
    {
        MaskVector Column(int i) => unit * new MaskVector(
            header.Real(280 + 4 * i, 400 + 8 * i), header.Real(296 + 4 * i, 432 + 8 * i), header.Real(312 + 4 * i, 464 + 8 * i));

        var (x, y, z) = (Column(0), Column(1), Column(2));
        // A single plane needs no step to the next, and some programs leave it at nothing.
        if (shape.Depth == 1 && z.Length == 0 && x.Cross(y) is { Length: > 0 } across) z = 1 / across.Length * across;
        return new MaskGeometry(x, y, z, Column(3), true);
    }

    private static MaskGeometry OfQuaternion(NiftiHeader header, double unit)
    {
        var (b, c, d) = (header.Real(256, 352), header.Real(260, 360), header.Real(264, 368));
        var rest = 1 - (b * b + c * c + d * d);
        double a;
        if (rest < 1e-7)
        {
            // As nifti1_io does: a turn by 180 degrees whose parts were rounded.
            var scale = 1 / Math.Sqrt(b * b + c * c + d * d);
            (a, b, c, d) = (0, b * scale, c * scale, d * scale);
        }
        else
        {
            a = Math.Sqrt(rest);
        }
        var hand = header.Real(76, 104) < 0 ? -1 : 1;
        return new MaskGeometry(
            unit * Distance(header, 1) * new MaskVector(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)),
            unit * Distance(header, 2) * new MaskVector(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)),
            unit * Distance(header, 3) * hand * new MaskVector(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c),
            unit * new MaskVector(header.Real(268, 376), header.Real(272, 384), header.Real(276, 392)),
            true);
    }

    // Programs leave the distance along a side of one voxel at 0.
    private static double Distance(NiftiHeader header, int side)
    {
        var distance = Math.Abs(header.Real(76 + 4 * side, 104 + 8 * side));
        return distance > 0 && double.IsFinite(distance) ? distance : 1;
    }
}
