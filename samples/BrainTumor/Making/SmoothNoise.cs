using System.Numerics;

namespace BrainTumor.Making;

/// <summary>Value noise: random numbers on the integer lattice, interpolated smoothly between (Perlin 1985).</summary>
internal static class SmoothNoise
{
    /// <summary>A value from −1 to 1 that depends on the point and the seed alone.</summary>
    public static float At(Vector3 at, int seed)
    {
        var (x, y, z) = ((int)MathF.Floor(at.X), (int)MathF.Floor(at.Y), (int)MathF.Floor(at.Z));
        var (u, v, w) = (Fade(at.X - x), Fade(at.Y - y), Fade(at.Z - z));
        return float.Lerp(Plane(z), Plane(z + 1), w);

        float Plane(int k) => float.Lerp(Row(y, k), Row(y + 1, k), v);
        float Row(int j, int k) => float.Lerp(Lattice(x, j, k, seed), Lattice(x + 1, j, k, seed), u);
    }

    private static float Fade(float t) => t * t * (3 - 2 * t);

    private static float Lattice(int x, int y, int z, int seed)
    {
        unchecked
        {
            var hash = (uint)(x * 374761393 + y * 668265263 + z * 1274126177 + seed * 974634777);
            hash = (hash ^ hash >> 13) * 1274126177;
            hash ^= hash >> 16;
            return hash / (float)uint.MaxValue * 2 - 1;
        }
    }
}
