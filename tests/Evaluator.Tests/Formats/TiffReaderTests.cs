using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.TiffFormat;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Formats;

public class TiffReaderTests
{
    private static readonly TiffReader _reader = new();

    [Theory]
    [InlineData(Compression.NONE, Predictor.NONE)]
    [InlineData(Compression.LZW, Predictor.NONE)]
    [InlineData(Compression.LZW, Predictor.HORIZONTAL)]
    [InlineData(Compression.ADOBE_DEFLATE, Predictor.HORIZONTAL)]
    [InlineData(Compression.PACKBITS, Predictor.NONE)]
    public void Eight_bits_keep_every_value_under_every_compression(Compression compression, Predictor predictor)
    {
        var pixels = Bytes(31 * 11);
        using var image = Read(new TiffFile(31, 11) { Compression = compression, Predictor = predictor }.Encode(pixels));
        Assert.Equal(new MaskShape(31, 11), image.Shape);
        Assert.Equal(pixels.Select(pixel => (int)pixel), image.Whole.ToArray());
        Assert.Equal(255, image.Maximum);
        Assert.False(image.IsReal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 16)]
    [InlineData(true, 32)]
    public void Sixteen_bits_keep_every_value_in_rows_and_tiles(bool bigEndian, int tile)
    {
        var values = Enumerable.Range(0, 40 * 20).Select(i => (ushort)(i * 81)).ToArray();
        using var image = Read(new TiffFile(40, 20) { Bits = 16, BigEndian = bigEndian, TileSize = tile }.Encode(MemoryMarshal.AsBytes<ushort>(values).ToArray()));
        Assert.Equal(values.Select(value => (int)value), image.Whole.ToArray());
        Assert.Equal(65535, image.Maximum);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 100)]
    [InlineData(8, 4)]
    [InlineData(8, 11)]
    public void Runs_of_PackBits_that_go_on_in_the_next_row_are_read_right(int bits, int rowsPerStrip)
    {
        var rowBytes = (31 * bits + 7) / 8;
        var bytes = Bytes(rowBytes * 11);
        var packed = new TiffFile(31, 11) { Bits = bits, Compression = Compression.PACKBITS, RowsPerStrip = rowsPerStrip, RunsAcrossRows = true }.Encode(bytes);
        using var image = Read(packed);
        using var plain = Read(new TiffFile(31, 11) { Bits = bits }.Encode(bytes));
        Assert.Equal(plain.Whole.ToArray(), image.Whole.ToArray());
    }

    [Fact]
    public void Floats_and_doubles_are_real_values()
    {
        float[] singles = [0, 0.25f, 0.5f, 1, -2.5f, float.NaN];
        using var image = Read(new TiffFile(3, 2) { Bits = 32, Format = SampleFormat.IEEEFP }.Encode(MemoryMarshal.AsBytes<float>(singles).ToArray()));
        Assert.True(image.IsReal);
        Assert.Equal(singles.Select(value => (double)value), image.Real.ToArray());

        double[] doubles = [0.1, 0.9];
        using var wide = Read(new TiffFile(2, 1) { Bits = 64, Format = SampleFormat.IEEEFP }.Encode(MemoryMarshal.AsBytes<double>(doubles).ToArray()));
        Assert.Equal(doubles, wide.Real.ToArray());
    }

    [Fact]
    public void Signed_values_keep_their_sign()
    {
        short[] values = [-5, 0, 7, short.MaxValue];
        using var image = Read(new TiffFile(4, 1) { Bits = 16, Format = SampleFormat.INT }.Encode(MemoryMarshal.AsBytes<short>(values).ToArray()));
        Assert.Equal([-5, 0, 7, 32767], image.Whole.ToArray());
        Assert.Equal(32767, image.Maximum);
    }

    [Theory]
    [InlineData(1, new byte[] { 0b1010_0000 }, new[] { 1, 0, 1 })]
    [InlineData(4, new byte[] { 0x1F, 0x30 }, new[] { 1, 15, 3 })]
    [InlineData(10, new byte[] { 0b1111_1111, 0b1100_0000, 0b0001_1000, 0b0000_0000 }, new[] { 1023, 1, 512 })]
    [InlineData(12, new byte[] { 0x12, 0x3F, 0xFE, 0x80, 0x00 }, new[] { 0x123, 0xFFE, 0x800 })]
    [InlineData(14, new byte[] { 0b0000_0000, 0b0000_0111, 0b1111_1111, 0b1111_1000, 0b0000_0000, 0b0100_0000 }, new[] { 1, 16383, 8193 })]
    public void Packed_bits_are_unpacked(int bits, byte[] row, int[] expected)
    {
        using var image = Read(new TiffFile(3, 1) { Bits = bits }.Encode(row));
        Assert.Equal(expected, image.Whole.ToArray());
        Assert.Equal((1 << bits) - 1, image.Maximum);
    }

    [Theory]
    [InlineData(10, false, 0, Compression.NONE)]
    [InlineData(12, true, 0, Compression.LZW)]
    [InlineData(12, false, 16, Compression.ADOBE_DEFLATE)]
    [InlineData(14, true, 0, Compression.PACKBITS)]
    public void Values_of_a_camera_are_read_from_rows_and_tiles(int bits, bool bigEndian, int tile, Compression compression)
    {
        const int Side = 16;
        var values = Enumerable.Range(0, Side * Side).Select(i => i * 1237 & ((1 << bits) - 1)).ToArray();
        using var image = Read(new TiffFile(Side, Side) { Bits = bits, BigEndian = bigEndian, TileSize = tile, Compression = compression }.Encode(Packed(values, bits)));
        Assert.Equal(values, image.Whole.ToArray());
        Assert.Equal((1 << bits) - 1, image.Maximum);
    }

    [Theory]
    [InlineData(34925, "LZMA")]
    [InlineData(50000, "ZSTD")]
    [InlineData(50001, "WebP")]
    [InlineData(34887, "LERC")]
    [InlineData(50002, "JPEG XL")]
    [InlineData(34661, "JBIG")]
    [InlineData(60123, "method 60123")]
    public void A_compression_that_is_not_read_is_named(int method, string name)
    {
        var file = new TiffFile(20, 20).Encode(Bytes(400));
        ReplaceValue(file, 259, method);
        Assert.Contains($"compressed by {name}", Refused(file).Message.Replace("Zstandard (ZSTD)", "ZSTD", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(name, Assert.Throws<MaskFileException>(() => TiffColors.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Palette_indices_survive_equal_colours()
    {
        using var image = Read(new TiffFile(4, 1) { Photometric = Photometric.PALETTE }.Encode([0, 3, 255, 1]));
        Assert.Equal([0, 3, 255, 1], image.Whole.ToArray());
        Assert.True(image.IsPalette);
    }

    [Fact]
    public void Where_white_is_zero_values_are_turned_round()
    {
        using var image = Read(new TiffFile(3, 1) { Photometric = Photometric.MINISWHITE }.Encode([255, 0, 55]));
        Assert.Equal([0, 255, 200], image.Whole.ToArray());
    }

    [Fact]
    public void Equal_channels_are_one_value_and_colours_are_refused()
    {
        using var image = Read(new TiffFile(2, 1) { Samples = 3, Photometric = Photometric.RGB }.Encode([7, 7, 7, 9, 9, 9]));
        Assert.Equal([7, 9], image.Whole.ToArray());

        var e = Refused(new TiffFile(2, 1) { Samples = 3, Photometric = Photometric.RGB }.Encode([7, 7, 7, 9, 8, 9]));
        Assert.Contains("colour", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_of_one_size_are_a_volume()
    {
        using var image = Read(new TiffFile(2, 2).Encode(([1, 2, 3, 4], false), ([5, 6, 7, 8], false)));
        Assert.Equal(new MaskShape(2, 2, 2), image.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], image.Whole.ToArray());
    }

    [Fact]
    public void A_thumbnail_is_no_page()
    {
        using var image = Read(new TiffFile(2, 2).Encode(([1, 2, 3, 4], false), ([5, 6, 7, 8], true)));
        Assert.Equal(new MaskShape(2, 2), image.Shape);
        Assert.Equal([1, 2, 3, 4], image.Whole.ToArray());
    }

    [Fact]
    public void A_turned_picture_is_refused()
    {
        var e = Refused(new TiffFile(2, 1) { Orientation = 3 }.Encode([0, 1]));
        Assert.Contains("orientation", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lossy_picture_is_refused_as_lossy()
    {
        var file = new TiffFile(16, 16) { Compression = Compression.JPEG, RowsPerStrip = 16 }.Encode(new byte[256]);
        Assert.Equal("MASK2109", Assert.Throws<MaskFileException>(() => _reader.Read(file, acceptLossy: false)).Code);

        // JPEG 2000, which the library does not know either.
        var other = new TiffFile(20, 20).Encode(Bytes(400));
        ReplaceValue(other, 259, 34712);
        Assert.Equal("MASK2109", Assert.Throws<MaskFileException>(() => _reader.Read(other, acceptLossy: false)).Code);
    }

    [Fact]
    public void A_prediction_of_several_channels_is_refused()
    {
        var e = Refused(new TiffFile(1, 1) { Samples = 5 }.Encode([1, 2, 3, 4, 5]));
        Assert.Contains("5 channels", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Compression.NONE)]
    [InlineData(Compression.LZW)]
    [InlineData(Compression.ADOBE_DEFLATE)]
    public void Damaged_files_are_refused_or_read_but_never_break_the_reader(Compression compression)
    {
        var whole = new TiffFile(20, 20) { Compression = compression }.Encode(Bytes(400));
        var refused = 0;
        for (var i = 4; i < whole.Length; i++)
        {
            foreach (var damage in new byte[] { 0x01, 0x80, 0xFF })
            {
                var damaged = (byte[])whole.Clone();
                damaged[i] ^= damage;
                refused += Tried(damaged);
            }
            refused += Tried(whole[..i]);
        }
        Assert.InRange(refused, whole.Length, int.MaxValue);
    }

    [Fact]
    public void A_short_file_that_claims_a_large_picture_takes_no_memory_for_it()
    {
        var file = new TiffFile(20, 20) { RowsPerStrip = 20 }.Encode(Bytes(400));
        // Width and length are entries of type 4 in the directory: tag, type, count, value.
        foreach (ushort tag in new ushort[] { 256, 257 }) ReplaceValue(file, tag, 16384);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 22);
    }

    /// <summary>The library would take memory for whatever is claimed.</summary>
    [Fact]
    public void A_directory_that_claims_more_than_the_file_can_hold_is_refused()
    {
        // A text of 700 MB, a strip of 1 GB, and 200 million rows in strips of one row.
        Assert.Contains("claims 700000000 values", Refused(With(256, type: 2, count: 700_000_000, value: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("strips or tiles claims 1073741824 bytes", Refused(With(279, type: 4, count: 1, value: 1 << 30)).Message, StringComparison.Ordinal);
        Assert.Contains("claims 10000000 strips or tiles", Refused(With(257, type: 4, count: 1, value: 200_000_000)).Message, StringComparison.Ordinal);

        static byte[] With(ushort tag, ushort type, int count, int value)
        {
            var file = new TiffFile(20, 20) { RowsPerStrip = 20 }.Encode(Bytes(400));
            var entry = Entry(file, tag);
            BitConverter.GetBytes(type).CopyTo(file, entry + 2);
            BitConverter.GetBytes(count).CopyTo(file, entry + 4);
            BitConverter.GetBytes(value).CopyTo(file, entry + 8);
            return file;
        }
    }

    /// <summary>Whoever counts them does not come to an end.</summary>
    [Fact]
    public void A_list_of_an_unknown_type_has_no_values_however_many_it_claims()
    {
        // A BigTIFF of one directory with one entry: the strips' lengths, of type 99.
        var file = new byte[16 + 8 + 20 + 8];
        "II+\0\u0008\0\0\0\u0010"u8.CopyTo(file);
        file[16] = 1;
        BitConverter.TryWriteBytes(file.AsSpan(24), (ushort)279);
        BitConverter.TryWriteBytes(file.AsSpan(26), (ushort)99);
        BitConverter.TryWriteBytes(file.AsSpan(28), ulong.MaxValue);
        Refused(file);
    }

    [Fact]
    public void Directories_that_overlap_are_refused_before_they_are_all_read()
    {
        // 4000 lists of strips' lengths, each of them the whole file.
        const int Entries = 4000;
        var file = new byte[14 + 12 * Entries];
        "II*\0\u0008"u8.CopyTo(file);
        BitConverter.GetBytes((ushort)Entries).CopyTo(file, 8);
        for (var i = 0; i < Entries; i++)
        {
            var entry = file.AsSpan(10 + 12 * i);
            BitConverter.TryWriteBytes(entry, (ushort)279);
            BitConverter.TryWriteBytes(entry[2..], (ushort)1);
            BitConverter.TryWriteBytes(entry[4..], file.Length);
        }
        Assert.Contains("directories overlap", Refused(file).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Strips_of_one_row_and_small_tiles_are_read(bool bigEndian)
    {
        var pixels = Bytes(64 * 64);
        using var rows = Read(new TiffFile(64, 64) { RowsPerStrip = 1, BigEndian = bigEndian, Compression = Compression.LZW }.Encode(pixels));
        using var tiles = Read(new TiffFile(64, 64) { TileSize = 16, BigEndian = bigEndian, Compression = Compression.ADOBE_DEFLATE }.Encode(pixels));
        Assert.Equal(pixels.Select(pixel => (int)pixel), rows.Whole.ToArray());
        Assert.Equal(rows.Whole.ToArray(), tiles.Whole.ToArray());
    }

    private static void ReplaceValue(byte[] file, ushort tag, int value)
    {
        var entry = Entry(file, tag);
        BitConverter.GetBytes((ushort)4).CopyTo(file, entry + 2);
        BitConverter.GetBytes(value).CopyTo(file, entry + 8);
    }

    /// <summary>Where a tag's entry begins in a little-endian file.</summary>
    private static int Entry(byte[] file, ushort tag)
    {
        var directory = BitConverter.ToInt32(file, 4);
        return Enumerable.Range(0, BitConverter.ToUInt16(file, directory)).Select(i => directory + 2 + 12 * i).Single(entry => BitConverter.ToUInt16(file, entry) == tag);
    }

    private static int Tried(byte[] content)
    {
        try
        {
            if (!_reader.Recognises(content)) return 1;
            _reader.Read(content, acceptLossy: false).Dispose();
            return 0;
        }
        catch (MaskFileException)
        {
            return 1;
        }
    }

    private static MaskImage Read(byte[] content) => _reader.Read(content, acceptLossy: false);

    private static MaskFileException Refused(byte[] content)
    {
        var e = Assert.Throws<MaskFileException>(() => Read(content).Dispose());
        Assert.Equal("MASK2104", e.Code);
        return e;
    }

    // Rows whose bits fill whole bytes: one value behind the other, the highest bit first.
    private static byte[] Packed(int[] values, int bits)
    {
        var packed = new byte[values.Length * bits / 8];
        for (var i = 0; i < values.Length * bits; i++)
            packed[i / 8] |= (byte)((values[i / bits] >> (bits - 1 - i % bits) & 1) << (7 - i % 8));
        return packed;
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 37 ^ i >> 3))];
}
