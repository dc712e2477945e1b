namespace MaskSharp;

/// <summary>What the surface of a mask is: scores under different definitions are not comparable.</summary>
public enum SurfaceDefinition
{
    /// <summary>
    /// Foreground pixels with a background pixel, or the image's edge, beside them along an axis; each weighs the same. The
    /// definition of MONAI, MetricsReloaded and torchmetrics. Percentiles are interpolated linearly.
    /// </summary>
    BoundaryVoxels,

    /// <summary>
    /// Surface elements between pixels: wherever a block of 2×2 (2×2×2) pixels holds both kinds, an element stands at its centre and weighs
    /// the length (area) of the surface through it, by marching squares (cubes). The definition of Nikolov et al. 2018
    /// (surface-distance), of 2-D and 3-D images only. Percentiles are those of area.
    /// </summary>
    SurfaceElements,
}
