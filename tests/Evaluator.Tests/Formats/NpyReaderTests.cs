using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.NpyFormat;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Formats;

public sealed class NpyReaderTests
{
    private static readonly NpyReader _reader = new();
    private static readonly NpzReader _zipReader = new();

    [Theory]
    [InlineData("|b1", new byte[] { 0, 1, 7 }, new double[] { 0, 1, 1 }, false)]
    [InlineData("|u1", new byte[] { 0, 1, 255 }, new double[] { 0, 1, 255 }, false)]
    [InlineData("|i1", new byte[] { 0, 1, 255 }, new double[] { 0, 1, -1 }, false)]
    [InlineData("<u2", new byte[] { 0, 0, 1, 0, 0, 1 }, new double[] { 0, 1, 256 }, false)]
    [InlineData(">i2", new byte[] { 0, 0, 0, 1, 255, 255 }, new double[] { 0, 1, -1 }, false)]
    [InlineData("<i4", new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0 }, new double[] { 0, 1, 65536 }, false)]
    [InlineData("<f2", new byte[] { 0, 0, 0, 0x38, 0, 0x3C }, new double[] { 0, 0.5, 1 }, true)]
    [InlineData(">f4", new byte[] { 0, 0, 0, 0, 0x3F, 0, 0, 0, 0x3F, 0x80, 0, 0 }, new double[] { 0, 0.5, 1 }, true)]
    public void Types_are_read_as_numpy_means_them(string descr, byte[] bytes, double[] values, bool real)
    {
        using var image = _reader.Read(Npy.Encode(descr, "(1, 3)", bytes), acceptLossy: false);
        Assert.Equal(real, image.IsReal);
        Assert.Equal(values, Values(image));
    }

    [Fact]
    public void Eight_byte_values_are_read()
    {
        using var whole = _reader.Read(Npy.Encode("<i8", "(1, 2)", [.. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(-4L)], version: 2), acceptLossy: false);
        Assert.Equal([3.0, -4], Values(whole));
        using var real = _reader.Read(Npy.Encode("<f8", "(2, 1)", [.. BitConverter.GetBytes(0.25), .. BitConverter.GetBytes(1.0)], version: 3), acceptLossy: false);
        Assert.Equal([0.25, 1.0], Values(real));
        Assert.Equal("MASK2105", Assert.Throws<MaskFileException>(() => _reader.Read(Npy.Encode("<u8", "(1, 1)", BitConverter.GetBytes(ulong.MaxValue / 2 + 9).ToArray()), acceptLossy: false)).Code);
    }

    [Theory]
    [InlineData("(2, 3)", 3, 2, 1)]
    [InlineData("(2, 3, 1)", 3, 2, 1)]
    [InlineData("(1, 1, 2, 3)", 3, 2, 1)]
    [InlineData("(1, 6)", 6, 1, 1)]
    [InlineData("(1, 2, 3)", 3, 2, 1)]
    public void The_last_index_is_the_column(string shape, int width, int height, int depth)
    {
        using var image = _reader.Read(Npy.Encode("|u1", shape, [0, 1, 2, 3, 4, 5]), acceptLossy: false);
        Assert.Equal(new MaskShape(width, height, depth), image.Shape);
        Assert.Equal([0.0, 1, 2, 3, 4, 5], Values(image));
    }

    [Fact]
    public void Fortran_order_is_the_same_array()
    {
        using var c = _reader.Read(Npy.Encode("|u1", "(2, 2, 3)", [.. Enumerable.Range(0, 12).Select(i => (byte)i)]), acceptLossy: false);
        var f = new byte[12];
        for (var z = 0; z < 2; z++)
        {
            for (var y = 0; y < 2; y++)
            {
                for (var x = 0; x < 3; x++) f[z + 2 * (y + 2 * x)] = (byte)(z * 6 + y * 3 + x);
            }
        }
        using var fortran = _reader.Read(Npy.Encode("|u1", "(2, 2, 3)", f, fortran: true), acceptLossy: false);
        Assert.Equal(Values(c), Values(fortran));
    }

    [Theory]
    [InlineData("|O", "(1, 1)", "objects")]
    [InlineData("<c8", "(1, 1)", "type")]
    [InlineData("<U4", "(1, 1)", "type")]
    [InlineData("<M8[ns]", "(1, 1)", "type")]
    [InlineData("|u1", "()", "shape")]
    [InlineData("|u1", "(4,)", "shape")]
    [InlineData("|u1", "(2, 2, 2, 2)", "shape")]
    [InlineData("|u1", "(0, 2)", "0")]
    [InlineData("|u1", "(99999999999999999999, 2)", "damaged")]
    [InlineData("|u1", "(9999999, 9999999)", "limit")]
    [InlineData("|u1", "(-2, 2)", "damaged")]
    public void What_no_mask_is_is_refused(string descr, string shape, string word) =>
        Assert.Contains(word, Refused(Npy.Encode(descr, shape, new byte[16])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{'descr'")]
    [InlineData("{'descr': '|u1'}")]
    [InlineData("{'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (1, 1), }")]
    [InlineData("{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (1, 1), }")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1), } import os")]
    [InlineData("__import__('os').system('x')")]
    public void A_damaged_header_is_refused(string header) => Refused(Npy.WithHeader(header, new byte[1]));

    [Fact]
    public void Truncation_anywhere_is_refused()
    {
        var file = Npy.Encode("<u2", "(3, 3)", new byte[18]);
        for (var length = 6; length < file.Length; length++) Refused(file[..length]);
        Refused([.. file, 0]);
    }

    [Fact]
    public void A_short_file_that_claims_a_large_array_takes_no_memory_for_it()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(Npy.Encode("|u1", "(16000, 16000)", new byte[10]));
        Refused(Npy.Zip(("a.npy", Npy.Encode("|u1", "(16000, 16000)", new byte[10]))), _zipReader);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_zip_of_one_array_is_read()
    {
        var zip = Npy.Zip(("mask.npy", Npy.Encode("|u1", "(1, 2)", [0, 9])));
        Assert.True(_zipReader.Recognises(zip));
        using var image = _zipReader.Read(zip, acceptLossy: false);
        Assert.Equal([0.0, 9], Values(image));
    }

    [Fact]
    public void A_zip_that_is_no_single_array_is_refused()
    {
        var array = Npy.Encode("|u1", "(1, 1)", [0]);
        Assert.Contains("2 arrays (a, b)", Refused(Npy.Zip(("a.npy", array), ("b.npy", array)), _zipReader).Message, StringComparison.Ordinal);
        Assert.Contains("without", Refused(Npy.Zip(("a.txt", array)), _zipReader).Message, StringComparison.Ordinal);
        Assert.Contains("path", Refused(Npy.Zip(("../../a.npy", array)), _zipReader).Message, StringComparison.Ordinal);
        Assert.Contains("path", Refused(Npy.Zip(("/etc/a.npy", array)), _zipReader).Message, StringComparison.Ordinal);
        Assert.Contains("path", Refused(Npy.Zip(("c:\\a.npy", array)), _zipReader).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_bomb_is_read_no_further_than_the_array_says()
    {
        var zip = Npy.Zip(("a.npy", Npy.Encode("|u1", "(2, 2)", new byte[100_000_000])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more values", Refused(zip, _zipReader).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Damage_to_a_zip_is_refused_or_harmless()
    {
        var zip = Npy.Zip(("a.npy", Npy.Encode("|u1", "(4, 4)", [.. Enumerable.Range(0, 16).Select(i => (byte)(i * 17))])));
        using var whole = _zipReader.Read(zip, acceptLossy: false);
        for (var length = 4; length < zip.Length; length++) Refused(zip[..length], _zipReader);
        for (var i = 0; i < zip.Length; i++)
        {
            var damaged = (byte[])zip.Clone();
            damaged[i] ^= 0x10;
            try
            {
                // A time or an attribute may change; a value may not.
                using var image = _zipReader.Read(damaged, acceptLossy: false);
                Assert.Equal(Values(whole), Values(image));
            }
            catch (MaskFileException)
            {
                // Refused with a code, as it should be.
            }
        }
    }

    private static double[] Values(MaskImage image) => image.IsReal ? image.Real.ToArray() : [.. image.Whole.ToArray().Select(value => (double)value)];

    private static MaskFileException Refused(byte[] content, IMaskReader? reader = null)
    {
        var e = Assert.Throws<MaskFileException>(() => (reader ?? _reader).Read(content, acceptLossy: false).Dispose());
        Assert.Equal("MASK2104", e.Code);
        return e;
    }
}
