using System.Buffers.Binary;
using System.IO.Compression;

namespace MultiOrgan.Volumes;

/// <summary>Reads and writes volumes of one byte a voxel as gzipped NIfTI-1 files.</summary>
internal static class NiftiFile
{
    private const int HeaderBytes = 352;
    private const short UnsignedByte = 2;
    private const byte Millimetres = 2;

    /// <summary>The voxels in the file's order, x fastest, and the lengths of the axes z, y, x.</summary>
    public static (byte[] Voxels, long[] Shape) Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var header = new byte[HeaderBytes];
        file.ReadExactly(header);
        if (Short(0) != 348 || Short(70) != UnsignedByte)
            throw new InvalidDataException($"{path} is not a little-endian NIfTI-1 file of unsigned bytes.");
        long[] shape = [Short(46), Short(44), Short(42)];
        var voxels = new byte[shape[0] * shape[1] * shape[2]];
        file.ReadExactly(voxels);
        return (voxels, shape);

        short Short(int offset) => BinaryPrimitives.ReadInt16LittleEndian(header.AsSpan(offset));
    }

    /// <summary>Writes labels with their spacing, the first voxel's centre at the origin.</summary>
    /// <param name="path">Where, ending in .nii.gz.</param>
    /// <param name="labels">One byte a voxel, x fastest.</param>
    /// <param name="shape">Lengths of the axes z, y, x.</param>
    /// <param name="spacing">Millimetres from voxel to voxel along z, y, x.</param>
    public static void Write(string path, ReadOnlySpan<byte> labels, ReadOnlySpan<int> shape, ReadOnlySpan<double> spacing)
    {
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, 348);
        Shorts(40, [3, (short)shape[2], (short)shape[1], (short)shape[0], 1, 1, 1, 1]);
        Shorts(70, [UnsignedByte, 8]);
        Floats(76, [1, (float)spacing[2], (float)spacing[1], (float)spacing[0]]);
        Floats(108, [HeaderBytes]);
        header[123] = Millimetres;
        Shorts(252, [0, 1]);
        Floats(280, [(float)spacing[2], 0, 0, 0, 0, (float)spacing[1], 0, 0, 0, 0, (float)spacing[0], 0]);
        "n+1\0"u8.CopyTo(header.AsSpan(344));
        using var file = new GZipStream(File.Create(path), CompressionLevel.Optimal);
        file.Write(header);
        file.Write(labels);

        void Shorts(int offset, ReadOnlySpan<short> values)
        {
            for (var i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(offset + 2 * i), values[i]);
        }

        void Floats(int offset, ReadOnlySpan<float> values)
        {
            for (var i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(offset + 4 * i), values[i]);
        }
    }
}
