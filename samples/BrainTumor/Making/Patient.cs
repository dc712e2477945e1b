using System.Numerics;

namespace BrainTumor.Making;

/// <summary>One made-up patient: the one head there is, turned, stretched and lit another way, with lesions of its own.</summary>
internal sealed class Patient
{
    private const int Size = DataMaker.Size;
    private const float PixelMillimetres = 2.25f;

    private readonly HeadVolume _head;
    private readonly List<Lesion> _lesions = [];
    private readonly Matrix4x4 _toHead;
    private readonly float _gamma;
    private readonly Vector2 _shading;

    public Patient(HeadVolume head, LesionKind kind, int seed)
    {
        var random = new Random(seed);
        _head = head;
        _gamma = Between(0.85f, 1.2f);
        _shading = new Vector2(Between(-0.12f, 0.12f), Between(-0.12f, 0.12f));
        var mirror = random.Next(2) == 0 ? -1 : 1;
        _toHead = Matrix4x4.CreateScale(mirror * Between(0.94f, 1.08f), Between(0.94f, 1.06f), 1)
            * Matrix4x4.CreateRotationZ(Between(-0.12f, 0.12f))
            * Matrix4x4.CreateRotationX(Between(-0.1f, 0.1f))
            * Matrix4x4.CreateTranslation(head.Centre + new Vector3(0, 0, Between(-6, 2)));
        var count = 1 + random.Next(2);
        for (var i = 0; i < count; i++)
            _lesions.Add(new Lesion(PlaceInBrain(), Between(i == 0 ? 12 : 6, i == 0 ? 21 : 11), kind, random.Next(1 << 20)));

        float Between(float low, float high) => low + (high - low) * random.NextSingle();

        // White matter is the bright tissue between the ventricles and the cortex.
        Vector3 PlaceInBrain()
        {
            while (true)
            {
                var side = random.Next(2) == 0 ? -1 : 1;
                var at = head.Centre + new Vector3(side * Between(18, 46), Between(-50, 50), Between(-20, 30));
                var ring = new Vector2((at.X - head.Centre.X) / 55, (at.Y - head.Centre.Y) / 75);
                if (ring.Length() < 0.85f && head[at] > 0.55f)
                    return at;
            }
        }
    }

    /// <summary>One axial slice, the nose up, <paramref name="height"/> millimetres above the middle of the head.</summary>
    public (byte[] Image, byte[] Mask) Slice(float height)
    {
        var image = new byte[Size * Size];
        var mask = new byte[Size * Size];
        for (var i = 0; i < image.Length; i++)
        {
            var (column, row) = (i % Size - (Size - 1) / 2f, (Size - 1) / 2f - i / Size);
            var at = Vector3.Transform(new Vector3(column * PixelMillimetres, row * PixelMillimetres, height), _toHead);
            var value = _head[at];
            foreach (var lesion in _lesions)
                value = lesion.Paint(value, at);
            if (_lesions.Exists(l => l.Depth(at) > 0))
                mask[i] = byte.MaxValue;
            var shade = 1 + Vector2.Dot(_shading, new Vector2(column, row)) / (Size / 2f);
            image[i] = Tone(value * shade);
        }

        return (image, mask);
    }

    /// <summary>To a byte in steps of 3, and none for the air's noise: both make the files small.</summary>
    private byte Tone(float value)
    {
        const float Air = 0.1f;
        var tone = MathF.Pow(Math.Clamp((value - Air) / (1 - Air), 0, 1), _gamma) * 0.9f;
        return (byte)(3 * (int)MathF.Round(tone * 255 / 3));
    }
}
