using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.NiftiFormat;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Formats;

public sealed class NiftiReaderTests
{
    private static readonly NiftiReader _reader = new();
    private static readonly double[] _values = [0, 1, 2, 100, 5, 6];

    public static TheoryData<int, bool, int> Types()
    {
        var rows = new TheoryData<int, bool, int>();
        foreach (var type in new[] { 2, 256, 4, 512, 8, 768, 1024, 1280, 16, 64 })
        {
            rows.Add(1, false, type);
            rows.Add(1, true, type);
            rows.Add(2, false, type);
            rows.Add(2, true, type);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_version_and_byte_order_reads_the_same(int version, bool bigEndian, int type)
    {
        var file = new Nifti(3, 1, 2) { Version = version, BigEndian = bigEndian, Type = type };
        foreach (var content in new[] { file.Encode(file.Pack(_values)), Nifti.Gzip(file.Encode(file.Pack(_values))) })
        {
            Assert.True(_reader.Recognises(content));
            using var image = _reader.Read(content, acceptLossy: false);
            Assert.Equal(new MaskShape(3, 1, 2), image.Shape);
            Assert.Equal(type is 16 or 64, image.IsReal);
            Assert.Equal(_values, Values(image));
        }
    }

    [Fact]
    public void Signed_values_keep_their_sign()
    {
        var file = new Nifti(2, 1) { Type = 4 };
        using var image = _reader.Read(file.Encode(file.Pack(-7, 300)), acceptLossy: false);
        Assert.Equal([-7.0, 300], Values(image));
        Assert.Equal(short.MaxValue, image.Maximum);
    }

    [Fact]
    public void Scaling_makes_values_of_numbers()
    {
        var file = new Nifti(3, 1) { Slope = 1 / 255.0 };
        using var image = _reader.Read(file.Encode(file.Pack(0, 51, 255)), acceptLossy: false);
        Assert.True(image.IsReal);
        Assert.Equal(0.2, Values(image)[1], 1e-6);
        Assert.Equal(1, Values(image)[2]);
    }

    [Fact]
    public void An_intercept_is_added_to_scaled_values()
    {
        var file = new Nifti(3, 1) { Slope = 0.5, Intercept = -0.25 };
        using var image = _reader.Read(file.Encode(file.Pack(0, 2, 5)), acceptLossy: false);
        Assert.Equal([-0.25, 0.75, 2.25], Values(image));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0.99999997, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, 77)]
    public void A_scaling_that_changes_nothing_leaves_labels_whole(double slope, double intercept)
    {
        var file = new Nifti(3, 1) { Slope = slope, Intercept = intercept };
        using var image = _reader.Read(file.Encode(file.Pack(0, 1, 23)), acceptLossy: false);
        Assert.False(image.IsReal);
        Assert.Equal([0.0, 1, 23], Values(image));
    }

    [Fact]
    public void The_sform_places_the_volume()
    {
        var file = new Nifti(2, 1, 1) { Sform = [0, 2, 0, -5, 3, 0, 0, 7, 0, 0, 4, 9], Spacing = [9, 9, 9] };
        using var image = _reader.Read(file.Encode(file.Pack(0, 1)), acceptLossy: false);
        var geometry = image.Geometry!;
        Assert.True(geometry.IsOriented);
        Assert.Equal(new MaskVector(0, 3, 0), geometry.X);
        Assert.Equal(new MaskVector(2, 0, 0), geometry.Y);
        Assert.Equal(new MaskVector(-5, 7, 9), geometry.Origin);
        Assert.Equal((3, 2, 4), geometry.Spacing);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_qform_places_the_volume_where_there_is_no_sform(int version)
    {
        // A turn by 180 degrees about z, left-handed.
        var file = new Nifti(2, 1, 1) { Version = version, Qform = [0, 0, 1, 10, 20, 30], Spacing = [0.5, 0.5, 3], Hand = -1 };
        using var image = _reader.Read(file.Encode(file.Pack(0, 1)), acceptLossy: false);
        var geometry = image.Geometry!;
        Assert.Equal(-0.5, geometry.X.X, 1e-12);
        Assert.Equal(-0.5, geometry.Y.Y, 1e-12);
        Assert.Equal(-3, geometry.Z.Z, 1e-12);
        Assert.Equal(new MaskVector(10, 20, 30), geometry.Origin);
    }

    [Fact]
    public void Without_a_form_there_are_distances_only()
    {
        var file = new Nifti(2, 1) { Spacing = [0.002, 0, 5], Units = 1 };
        using var image = _reader.Read(file.Encode(file.Pack(0, 1)), acceptLossy: false);
        Assert.False(image.Geometry!.IsOriented);
        // Metres; a distance of 0 is none.
        Assert.Equal(2, image.Geometry.Spacing.X, 1e-6);
        Assert.Equal(1000, image.Geometry.Spacing.Y);
    }

    [Fact]
    public void Grey_colours_are_read()
    {
        using var rgb = _reader.Read(new Nifti(2, 1) { Type = 128 }.Encode([0, 0, 0, 9, 9, 9]), acceptLossy: false);
        Assert.Equal([0.0, 9], Values(rgb));
        using var rgba = _reader.Read(new Nifti(2, 1) { Type = 2304 }.Encode([0, 0, 0, 255, 9, 9, 9, 255]), acceptLossy: false);
        Assert.Equal([0.0, 9], Values(rgba));
        Refused(new Nifti(1, 1) { Type = 128 }.Encode([1, 2, 3]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(1536)]
    [InlineData(1792)]
    [InlineData(2048)]
    [InlineData(0)]
    [InlineData(999)]
    public void Types_that_no_mask_has_are_refused(int type) => Refused(new Nifti(1, 1) { Type = type }.Encode(new byte[32]));

    [Fact]
    public void A_series_is_refused() => Assert.Contains("series", Refused(new Nifti(2, 2, 1, 2).Encode(new byte[8])).Message, StringComparison.Ordinal);

    [Fact]
    public void Trailing_sides_of_one_are_no_series()
    {
        using var image = _reader.Read(new Nifti(2, 2, 1, 1, 1).Encode(new byte[4]), acceptLossy: false);
        Assert.Equal(new MaskShape(2, 2), image.Shape);
    }

    [Theory]
    [InlineData(0, 5, 5)]
    [InlineData(-3, 5, 5)]
    [InlineData(32767, 32767, 32767)]
    public void Absurd_sizes_are_refused(int x, int y, int z) => Refused(new Nifti(x, y, z).Encode(new byte[100]));

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Absurd_dimensions_are_refused(int rank) => Refused(new Nifti(2, 2) { Rank = rank }.Encode(new byte[4]));

    [Theory]
    [InlineData(-1)]
    [InlineData(12)]
    [InlineData(360.5)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_wrong_place_of_the_values_is_refused(double offset) => Refused(new Nifti(2, 2) { DataOffset = offset }.Encode(new byte[4]));

    [Fact]
    public void A_transformation_without_inverse_is_refused() =>
        Refused(new Nifti(2, 2, 2) { Sform = new double[12] }.Encode(new byte[8]));

    [Fact]
    public void A_pair_of_files_is_refused()
    {
        var file = new Nifti(1, 1).Encode(new byte[1]);
        file[345] = (byte)'i';
        Assert.Contains(".img", Refused(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_beyond_labels_are_refused()
    {
        var file = new Nifti(1, 1) { Type = 1024 };
        var e = Assert.Throws<MaskFileException>(() => _reader.Read(file.Encode(file.Pack(1L << 40)), acceptLossy: false));
        Assert.Equal("MASK2105", e.Code);
    }

    [Fact]
    public void Truncation_anywhere_is_refused()
    {
        var file = new Nifti(3, 3, 3).Encode(new byte[27]);
        var packed = Nifti.Gzip(file);
        for (var length = 4; length < file.Length; length += 7) Refused(file[..length]);
        for (var length = 3; length < packed.Length; length++) Refused(packed[..length]);
    }

    [Fact]
    public void All_parts_of_a_gzip_file_are_read()
    {
        // Longer, packed, than what the library reads at a time, so that parts end within a piece, at its end and behind it.
        var values = new byte[64 * 64 * 16];
        new Random(3).NextBytes(values);
        var file = new Nifti(64, 64, 16).Encode(values);
        foreach (var partLength in new[] { 1 << 16, 8169, 5000, 100 })
        {
            byte[][] parts = [.. file.Chunk(partLength).Select(Nifti.Gzip)];
            byte[] packed = [.. parts.SelectMany(part => part)];
            using var image = _reader.Read(packed, acceptLossy: false);
            Assert.Equal(values.Select(value => (int)value), image.Whole.ToArray());

            // Cut off within the last part, its checksum or its length; and without the part.
            for (var cut = 1; cut <= 12; cut++) Refused(packed[..^cut]);
            Refused(packed[..^parts[^1].Length]);
        }
    }

    [Fact]
    public void An_empty_part_may_end_a_gzip_file()
    {
        // What bgzip ends its files with (SAM specification, 4.1.2).
        var end = Convert.FromHexString("1F8B08040000000000FF0600424302001B0003000000000000000000");
        var file = new Nifti(2, 2).Encode([1, 2, 3, 4]);
        byte[] packed = [.. Nifti.Gzip(file[..200]), .. Nifti.Gzip(file[200..]), .. end];
        using var image = _reader.Read(packed, acceptLossy: false);
        Assert.Equal([1, 2, 3, 4], image.Whole.ToArray());
        for (var cut = 1; cut < end.Length; cut++) Refused(packed[..^cut]);

        using var padded = _reader.Read([.. packed, .. new byte[512 - packed.Length]], acceptLossy: false);
        Assert.Equal([1, 2, 3, 4], padded.Whole.ToArray());
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 511)]
    [InlineData(70, 100_000)]
    public void Zeros_that_fill_up_a_block_may_stand_behind_gzip_data(int side, int zeros)
    {
        // The lengths 356 and 343,352 leave two zeros and one at the end of the data.
        var values = new byte[side * side * side];
        new Random(3).NextBytes(values);
        var packed = Nifti.Gzip(new Nifti(side, side, side).Encode(values));
        using var image = _reader.Read([.. packed, .. new byte[zeros]], acceptLossy: false);
        Assert.Equal(values.Select(value => (int)value), image.Whole.ToArray());

        // No zeros make up for what is cut off, and nothing else may stand there.
        for (var cut = 5; cut <= 12; cut++) Refused([.. packed[..^cut], .. new byte[zeros]]);
        Refused([.. packed, .. new byte[zeros], 1]);
    }

    [Fact]
    public void What_stands_behind_the_last_value_is_refused()
    {
        var packed = Nifti.Gzip(new Nifti(2, 2).Encode([1, 2, 3, 4]));
        Assert.Contains("more values", Refused([.. packed, .. Nifti.Gzip([5])]).Message, StringComparison.Ordinal);
        Assert.Contains("more values", Refused([.. packed, .. Nifti.Gzip([SealedGzip.Seal])]).Message, StringComparison.Ordinal);
        Assert.Contains("not gzip", Refused([.. packed, 1, 2, 3]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_checksum_in_any_part_is_refused()
    {
        var file = new Nifti(3, 3, 3).Encode(new byte[27]);
        var first = Nifti.Gzip(file[..100]);
        byte[] packed = [.. first, .. Nifti.Gzip(file[100..])];
        packed[first.Length - 6] ^= 1;
        Refused(packed);
    }

    [Fact]
    public void A_wrong_checksum_is_refused()
    {
        var packed = Nifti.Gzip(new Nifti(3, 3, 3).Encode(new byte[27]));
        packed[^6] ^= 1;
        Refused(packed);
    }

    [Fact]
    public void A_short_file_that_claims_a_large_volume_takes_no_memory_for_it()
    {
        foreach (var file in new[] { new Nifti(512, 512, 512).Encode(new byte[100]), Nifti.Gzip(new Nifti(512, 512, 512).Encode(new byte[100])) })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Refused(file);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void A_bomb_is_read_no_further_than_its_header_says()
    {
        Bomb(Nifti.Gzip(new Nifti(2, 2).Encode(new byte[100_000_000])));

        // The bomb as a part of its own.
        Bomb([.. Nifti.Gzip(new Nifti(2, 2).Encode(new byte[4])), .. Nifti.Gzip(new byte[100_000_000])]);
    }

    private static void Bomb(byte[] packed)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more values", Refused(packed).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Other_things_in_gzip_are_refused() => Assert.Contains("gzip", Refused(Nifti.Gzip(new byte[1000])).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_headers_never_break_the_reader()
    {
        var random = new Random(5);
        var file = new Nifti(4, 4, 4).Encode(new byte[64]);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = (byte[])file.Clone();
            for (var i = 0; i < 4; i++) damaged[random.Next(4, 352)] = (byte)random.Next(256);
            try
            {
                _reader.Read(damaged, acceptLossy: false).Dispose();
            }
            catch (MaskFileException)
            {
                // Refused with a code, as it should be.
            }
        }
    }

    private static double[] Values(MaskImage image) => image.IsReal ? image.Real.ToArray() : [.. image.Whole.ToArray().Select(value => (double)value)];

    private static MaskFileException Refused(byte[] content)
    {
        var e = Assert.Throws<MaskFileException>(() => _reader.Read(content, acceptLossy: false).Dispose());
        Assert.Equal("MASK2104", e.Code);
        return e;
    }
}
