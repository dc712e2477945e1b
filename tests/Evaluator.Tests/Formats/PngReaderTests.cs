using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.PngFormat;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Formats;

public class PngReaderTests
{
    private static readonly PngReader _reader = new();

    public static TheoryData<int, int, bool, int> Kinds
    {
        get
        {
            var kinds = new TheoryData<int, int, bool, int>();
            foreach (var (color, depths) in new[] { (Png.Grey, new[] { 1, 2, 4, 8, 16 }), (Png.Palette, [1, 2, 4, 8]), (Png.Rgb, [8, 16]), (Png.GreyAlpha, [8, 16]), (Png.Rgba, [8, 16]) })
            {
                foreach (var depth in depths)
                {
                    for (var filter = 0; filter <= 4; filter++)
                    {
                        kinds.Add(color, depth, false, filter);
                        kinds.Add(color, depth, true, filter);
                    }
                }
            }
            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_keeps_every_value(int color, int depth, bool interlaced, int filter)
    {
        // Sizes at which passes of an interlaced picture are empty, and rows end within a byte.
        foreach (var (width, height) in new[] { (1, 1), (3, 2), (5, 7), (8, 8), (9, 5), (33, 17), (100, 3) })
        {
            var random = new Random(width * 100 + height);
            var values = Enumerable.Range(0, width * height).Select(_ => random.Next(1 << depth)).ToArray();
            using var image = _reader.Read(Png.Encode(width, height, depth, color, Samples(values, color, depth), interlaced, filter), acceptLossy: false);

            Assert.Equal(new MaskShape(width, height), image.Shape);
            Assert.Equal(values, image.Whole.ToArray());
            Assert.Equal((1 << depth) - 1, image.Maximum);
            Assert.Equal(color == Png.Palette, image.IsPalette);
        }
    }

    [Fact]
    public void Palette_indices_survive_equal_colours()
    {
        using var image = _reader.Read(Png.Encode(4, 1, 8, Png.Palette, [0, 5, 255, 5]), acceptLossy: false);
        Assert.Equal([0, 5, 255, 5], image.Whole.ToArray());
    }

    [Fact]
    public void Pixels_in_many_chunks_are_one_stream()
    {
        var values = Enumerable.Range(0, 64 * 64).Select(i => i * 31 % 251).ToArray();
        using var image = _reader.Read(Png.Encode(64, 64, 8, Png.Grey, values, pieces: 50), acceptLossy: false);
        Assert.Equal(values, image.Whole.ToArray());
    }

    [Fact]
    public void Colours_are_refused()
    {
        var e = Refused(Png.Encode(2, 1, 8, Png.Rgb, [10, 10, 10, 10, 20, 10]));
        Assert.Contains("colour", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transparency_is_refused()
    {
        var e = Refused(Png.Encode(2, 1, 8, Png.GreyAlpha, [10, 255, 10, 0]));
        Assert.Contains("transparent", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        var whole = Png.Encode(20, 20, 8, Png.Grey, [.. Enumerable.Range(0, 400).Select(i => i % 256)]);
        for (var length = 8; length < whole.Length; length++) Refused(whole[..length]);
    }

    [Fact]
    public void Every_flipped_bit_behind_the_signature_is_refused()
    {
        var whole = Png.Encode(6, 6, 8, Png.Grey, [.. Enumerable.Range(0, 36)]);
        for (var i = 8; i < whole.Length; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 0x10;
            Refused(damaged);
        }
    }

    [Fact]
    public void A_wrong_checksum_is_named()
    {
        var damaged = Png.Encode(6, 6, 8, Png.Grey, new int[36]);
        damaged[^1] ^= 1;
        Assert.Contains("CRC", Refused(damaged).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(-1, 5)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(65536, 65536)]
    public void Absurd_sizes_are_refused(int width, int height) => Refused(Png.Assemble(Png.Header(width, height, 8, Png.Grey), Png.Deflate(new byte[100])));

    [Fact]
    public void A_short_file_that_claims_a_large_picture_takes_no_memory_for_it()
    {
        var file = Png.Assemble(Png.Header(16384, 16384, 8, Png.Grey), Png.Deflate(new byte[100]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_bomb_is_read_no_further_than_its_header_says()
    {
        // 100 MB of zeros behind a picture of four pixels.
        var file = Png.Assemble(Png.Header(2, 2, 8, Png.Grey), Png.Deflate(new byte[100_000_000]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more pixels", Refused(file).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Too_few_pixels_are_refused() => Refused(Png.Assemble(Png.Header(20, 20, 8, Png.Grey), Png.Deflate(new byte[21 * 19])));

    [Fact]
    public void An_unknown_filter_is_refused() => Refused(Png.Assemble(Png.Header(1, 1, 8, Png.Grey), Png.Deflate([5, 0])));

    [Theory]
    [InlineData(3, Png.Grey)]
    [InlineData(16, Png.Palette)]
    [InlineData(4, Png.Rgb)]
    [InlineData(8, 5)]
    public void Depths_that_do_not_exist_are_refused(int depth, int color) => Refused(Png.Assemble(Png.Header(1, 1, depth, color), Png.Deflate(new byte[20])));

    [Fact]
    public void Random_bytes_never_break_the_reader()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var pixels = new byte[200];
            random.NextBytes(pixels);
            var file = Png.Assemble(Png.Header(random.Next(1, 40), random.Next(1, 40), 8, Png.Grey, interlaced: round % 2 == 0), pixels);
            Refused(file);
        }
    }

    [Fact]
    public void A_preset_dictionary_is_refused()
    {
        var compressed = Png.Deflate([0, 1, 2]);
        // Method and window, the dictionary's bit with the header's check, and the dictionary's checksum (RFC 1950).
        var file = Png.Assemble(Png.Header(2, 1, 8, Png.Grey), [0x78, 0x20, 1, 2, 3, 4, .. compressed[2..]]);
        Assert.Contains("compressed pixels", Refused(file).Message, StringComparison.Ordinal);
    }

    private static MaskFileException Refused(byte[] content)
    {
        var e = Assert.Throws<MaskFileException>(() => _reader.Read(content, acceptLossy: false).Dispose());
        Assert.Equal("MASK2104", e.Code);
        return e;
    }

    private static int[] Samples(int[] values, int color, int depth) => color switch
    {
        Png.Rgb => [.. values.SelectMany(value => new[] { value, value, value })],
        Png.GreyAlpha => [.. values.SelectMany(value => new[] { value, (1 << depth) - 1 })],
        Png.Rgba => [.. values.SelectMany(value => new[] { value, value, value, (1 << depth) - 1 })],
        _ => values,
    };
}
