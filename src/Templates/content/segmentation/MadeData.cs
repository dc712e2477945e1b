namespace SegmentationProject;

/// <summary>Draws images to begin with: a bright blob on noise, beside a darker one that is none. Delete it when you have data.</summary>
internal static class MadeData
{
    private const int Side = 64;

    public static void Write(string folder, int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (image, mask) = (new float[Side * Side], new byte[Side * Side]);
            var (x, y, radius) = (random.Next(12, 52), random.Next(12, 52), random.Next(4, 9));
            var (decoyX, decoyY) = ((x + 24) % Side, (y + 20) % Side);
            for (var p = 0; p < image.Length; p++)
            {
                var isBlob = Math.Pow(p % Side - x, 2) + Math.Pow(p / Side - y, 2) <= radius * radius;
                var isDecoy = Math.Pow(p % Side - decoyX, 2) + Math.Pow(p / Side - decoyY, 2) <= 36;
                mask[p] = isBlob ? (byte)1 : (byte)0;
                image[p] = (float)((isBlob ? 1.2 : isDecoy ? 0.6 : 0) + random.NextDouble() - 0.5);
            }

            NpyFile.Write<float>(Path.Combine(folder, "images", $"case_{i:000}.npy"), image, Side, Side);
            NpyFile.Write<byte>(Path.Combine(folder, "masks", $"case_{i:000}.npy"), mask, Side, Side);
        }
    }
}
