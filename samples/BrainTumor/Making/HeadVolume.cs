using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using BrainTumor.Slices;

namespace BrainTumor.Making;

/// <summary>A T1 scan of a head, one byte a voxel, read from a gzipped NIfTI file; coordinates are in voxels.</summary>
internal sealed class HeadVolume
{
    private const int HeaderBytes = 352;
    private const short UnsignedByte = 2;

    // White matter is about 112 in this scan, fat about 180.
    private const float Bright = 155;

    private readonly byte[] _voxels;
    private readonly int _width;
    private readonly int _height;
    private readonly int _depth;

    private HeadVolume(byte[] voxels, int width, int height, int depth) =>
        (_voxels, _width, _height, _depth) = (voxels, width, height, depth);

    public Vector3 Centre => new(_width / 2f, _height / 2f, _depth / 2f);

    public static HeadVolume Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"{path} does not exist; on Debian it comes with 'apt-get install mricron-data'.");
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var header = new byte[HeaderBytes];
        stream.ReadExactly(header);
        if (Short(0) != 348 || Short(70) != UnsignedByte)
            throw new InputException($"{path} is not a little-endian NIfTI-1 file of unsigned bytes.");
        var voxels = new byte[Short(42) * Short(44) * Short(46)];
        stream.ReadExactly(voxels);
        return new HeadVolume(voxels, Short(42), Short(44), Short(46));

        int Short(int offset) => BinaryPrimitives.ReadInt16LittleEndian(header.AsSpan(offset));
    }

    /// <summary>Trilinear interpolation; white matter is about 0.7, outside is 0.</summary>
    public float this[Vector3 at]
    {
        get
        {
            var (x, y, z) = ((int)MathF.Floor(at.X), (int)MathF.Floor(at.Y), (int)MathF.Floor(at.Z));
            var (fx, fy, fz) = (at.X - x, at.Y - y, at.Z - z);
            var low = Lerp(Lerp(Voxel(x, y, z), Voxel(x + 1, y, z), fx), Lerp(Voxel(x, y + 1, z), Voxel(x + 1, y + 1, z), fx), fy);
            var high = Lerp(
                Lerp(Voxel(x, y, z + 1), Voxel(x + 1, y, z + 1), fx), Lerp(Voxel(x, y + 1, z + 1), Voxel(x + 1, y + 1, z + 1), fx), fy);
            return Lerp(low, high, fz) / Bright;
        }
    }

    private static float Lerp(float a, float b, float t) => float.Lerp(a, b, t);

    private float Voxel(int x, int y, int z) =>
        (uint)x < (uint)_width && (uint)y < (uint)_height && (uint)z < (uint)_depth ? _voxels[x + _width * (y + _height * z)] : 0;
}
