using System.Numerics;

namespace BrainTumor.Making;

/// <summary>How a lesion looks in a T1 scan with contrast agent.</summary>
internal enum LesionKind
{
    /// <summary>A bright rim around a dark core.</summary>
    Ring,

    /// <summary>Bright all through.</summary>
    Solid,

    /// <summary>Dark all through, as gray as the cortex or darker: it takes up no contrast agent.</summary>
    Dark,
}

/// <summary>
/// A ball of irregular border somewhere in the head. Its depth is a smooth function of space, so the mask (depth above 0) is
/// exact, the border in the picture is soft, and neighbouring slices show the same lesion.
/// </summary>
/// <param name="Centre">Where, in voxels of the head.</param>
/// <param name="Radius">Mean radius in millimetres.</param>
/// <param name="Kind">How it looks.</param>
/// <param name="Seed">What makes its border its own.</param>
internal sealed record Lesion(Vector3 Centre, float Radius, LesionKind Kind, int Seed)
{
    private const float Border = 1.5f;
    private const float Oedema = 7;

    /// <summary>Millimetres below the lesion's surface, about; negative outside.</summary>
    public float Depth(Vector3 at)
    {
        var offset = at - Centre;
        var bumps = SmoothNoise.At(offset / (0.9f * Radius), Seed) + 0.5f * SmoothNoise.At(offset / (0.4f * Radius), Seed + 1);
        return Radius * (1 + 0.45f * bumps) - offset.Length();
    }

    /// <summary>The brightness, 0 to 1, of a point whose healthy brightness is given.</summary>
    public float Paint(float healthy, Vector3 at)
    {
        var depth = Depth(at);
        if (depth < -Oedema)
            return healthy;

        var texture = 0.06f * SmoothNoise.At(at / 4, Seed + 2);
        var inside = texture + Kind switch
        {
            LesionKind.Ring => float.Lerp(0.92f, 0.3f, Ramp((depth - 0.35f * Radius) / Border)),
            LesionKind.Solid => 0.88f,
            _ => 0.36f,
        };
        // Swollen tissue around a lesion is a little darker, and no part of the mask.
        var around = healthy * (1 - 0.15f * Ramp((depth + Oedema) / Oedema));
        return float.Lerp(around, inside, Ramp(depth / Border + 0.5f));
    }

    private static float Ramp(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }
}
