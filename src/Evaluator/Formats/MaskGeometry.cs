using System.Globalization;

namespace MaskSharp.Evaluator.Formats;

/// <summary>Where a volume's voxels lie in space, in millimetres.</summary>
/// <param name="X">The step from a voxel to the next of its row, and so on: the columns of the affine.</param>
/// <param name="Y">The step from row to row.</param>
/// <param name="Z">The step from plane to plane.</param>
/// <param name="Origin">The centre of the first voxel.</param>
/// <param name="IsOriented">False where the file gives distances only; the steps then lie along the axes and the origin is 0.</param>
internal sealed record MaskGeometry(MaskVector X, MaskVector Y, MaskVector Z, MaskVector Origin, bool IsOriented)
{
    /// <summary>Distances only.</summary>
    public static MaskGeometry OfSpacing(double x, double y, double z) => new(new(x, 0, 0), new(0, y, 0), new(0, 0, z), default, false);

    /// <summary>Distance of neighbouring voxels along columns, rows and planes.</summary>
    public (double X, double Y, double Z) Spacing => (X.Length, Y.Length, Z.Length);

    /// <summary>Volume of a voxel, negative where the three steps are left-handed.</summary>
    public double Determinant => X.Dot(Y.Cross(Z));

    /// <summary>Such as "spacing 0.5 × 0.5 × 3 mm, origin (0, -12.5, 7)".</summary>
    public override string ToString() => IsOriented
        ? string.Create(CultureInfo.InvariantCulture, $"spacing {X.Length:0.####} × {Y.Length:0.####} × {Z.Length:0.####} mm, origin {Origin}, axes {X} {Y} {Z}")
        : string.Create(CultureInfo.InvariantCulture, $"spacing {X.Length:0.####} × {Y.Length:0.####} × {Z.Length:0.####} mm, orientation not stated");
}
