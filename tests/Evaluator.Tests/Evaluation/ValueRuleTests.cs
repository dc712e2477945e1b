using System.Globalization;
using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Evaluation;

/// <summary>What values mean is decided over all files (contract, section 5, "Values").</summary>
public sealed class ValueRuleTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(255)]
    public void Zero_and_any_one_other_value_are_a_binary_mask(int one)
    {
        _gate.Case("a", ["0011"], ["0001"], one).Run("--min-dice", "0.1").Clean();
        Assert.Equal(2.0 / 3, _gate.Figure("dice", "mean"), 12);
    }

    [Fact]
    public void Two_values_in_different_files_are_more_than_binary()
    {
        _gate.Case("a", ["01"], ["01"], 1).Case("b", ["02"], ["02"]);
        var finding = Assert.Single(_gate.Run("--min-dice", "0.1").Finding(2, "MASK2106"));
        Assert.Contains("0, 1 and 2", finding, StringComparison.Ordinal);
        Assert.Contains("Classes=3", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void More_values_under_any_are_one_foreground()
    {
        _gate.Case("a", ["0230"], ["0320"]).Run("--class", "any", "--min-dice", "1").Clean();
    }

    [Fact]
    public void An_integer_prediction_of_two_values_is_a_mask_however_small_they_are()
    {
        _gate.Prediction("a.png", Png.Grey8(4, [0, 3, 3, 0])).Truth("a.png", Png.Grey8(4, [0, 255, 255, 0]));
        _gate.Run("--min-dice", "1").Clean();
    }

    [Fact]
    public void An_integer_prediction_of_more_values_is_a_map_at_one_half_and_the_report_says_so()
    {
        // 127/255 is below one half, 128/255 above.
        _gate.Prediction("a.png", Png.Grey8(4, [0, 127, 128, 255])).Truth("a.png", Png.Grey8(4, [0, 0, 255, 255]));
        _gate.Run("--min-dice", "1").Clean();
        Assert.Contains("probability maps", Assert.Single(_gate.Report().GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_map_of_two_values_among_maps_is_a_map()
    {
        _gate.Prediction("a.png", Png.Grey8(2, [0, 40])).Truth("a.png", Png.Grey8(2, [0, 0]));
        _gate.Prediction("b.png", Png.Grey8(2, [10, 200])).Truth("b.png", Png.Grey8(2, [0, 255]));
        _gate.Run("--min-dice", "1").Clean();
    }

    [Fact]
    public void Under_a_threshold_integers_are_divided_by_the_largest_of_their_type()
    {
        _gate.Prediction("a.png", Png.Encode(3, 1, 16, Png.Grey, [0, 19660, 19661])).Truth("a.png", Png.Grey8(3, [0, 0, 1]));
        _gate.Prediction("b.png", Png.Grey8(3, [0, 76, 77])).Truth("b.png", Png.Grey8(3, [0, 0, 1]));
        _gate.Prediction("c.png", Png.Encode(3, 1, 4, Png.Grey, [0, 4, 5])).Truth("c.png", Png.Grey8(3, [0, 0, 1]));
        _gate.Run("--threshold", "0.3", "--min-dice", "1").Clean();
    }

    [Fact]
    public void A_mask_of_ones_under_a_threshold_is_read_as_asked_with_a_note()
    {
        _gate.Case("a", ["01"], ["01"], 1);
        _gate.Run("--threshold", "0.5", "--min-dice", "0.5").Finding(1, "MASK2001");
        Assert.Contains(_gate.Report().GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("leave Threshold out", StringComparison.Ordinal));
    }

    [Fact]
    public void Floating_predictions_are_maps_at_the_threshold_or_one_half()
    {
        _gate.Prediction("a.tif", Floats(0.2f, 0.49f, 0.5f, 0.9f)).Truth("a.png", Png.Grey8(4, [0, 0, 255, 255]));
        _gate.Run("--min-dice", "1").Clean();
        _gate.Run("--min-dice", "1", "--threshold", "0.95").Finding(1, "MASK2001");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void A_probability_that_is_the_threshold_in_its_own_type_is_foreground(double threshold)
    {
        // As a float, 0.7 and 0.9 lie below the double of the same digits; as a half, 0.1 and 0.9 do.
        var (half, single) = ((Half)threshold, (float)threshold);
        _gate.Prediction("a.tif", Floats(single, MathF.BitDecrement(single))).Truth("a.png", Png.Grey8(2, [255, 0]));
        _gate.Prediction("b.npy", Npy.Encode("<f2", "(1, 2)", [.. BitConverter.GetBytes(half), .. BitConverter.GetBytes(Half.BitDecrement(half))])).Truth("b.png", Png.Grey8(2, [255, 0]));
        _gate.Prediction("c.npy", Npy.Encode("<f8", "(1, 2)", [.. BitConverter.GetBytes(threshold), .. BitConverter.GetBytes(Math.BitDecrement(threshold))])).Truth("c.png", Png.Grey8(2, [255, 0]));
        var volume = new Nifti(2, 1, 1) { Type = 16 };
        _gate.Prediction("d.nii", volume.Encode(volume.Pack(threshold, MathF.BitDecrement(single)))).Truth("d.nii", (volume with { Type = 2 }).Encode([255, 0]));
        _gate.Run("--min-dice", "1", "--statistic", "min", "--threshold", threshold.ToString(CultureInfo.InvariantCulture)).Clean();
    }

    [Fact]
    public void Logits_are_no_probabilities()
    {
        _gate.Prediction("a.tif", Floats(-3, 4)).Truth("a.png", Png.Grey8(2, [0, 255]));
        Assert.Contains("sigmoid", Assert.Single(_gate.Run("--min-dice", "0.1").Finding(2, "MASK2105")), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_a_number_is_named_on_either_side()
    {
        _gate.Prediction("a.tif", Floats(0, float.NaN)).Truth("a.png", Png.Grey8(2, [0, 255]));
        Assert.Contains("NaN", Assert.Single(_gate.Run("--min-dice", "0").Finding(2, "MASK2105")), StringComparison.Ordinal);

        using var other = new Gate();
        other.Prediction("a.png", Png.Grey8(2, [0, 255])).Truth("a.tif", Floats(0, float.NaN));
        Assert.Contains("ground truth", Assert.Single(other.Run("--min-dice", "0").Finding(2, "MASK2105")), StringComparison.Ordinal);
    }

    [Fact]
    public void Palette_indices_are_labels_and_never_probabilities()
    {
        _gate.Prediction("a.png", Png.Encode(2, 1, 8, Png.Palette, [0, 1])).Truth("a.png", Png.Grey8(2, [0, 255]));
        _gate.Run("--min-dice", "1").Clean();
        Assert.Contains("palette", Assert.Single(_gate.Run("--min-dice", "1", "--threshold", "0.5").Finding(2, "MASK2105")), StringComparison.Ordinal);
    }

    [Fact]
    public void With_classes_values_are_indices_even_under_a_threshold_or_as_floats()
    {
        _gate.Prediction("a.tif", Floats(0, 1, 2, 0.99999994f)).Truth("a.png", Png.Grey8(4, [0, 1, 2, 1]));
        _gate.Run("--classes", "3", "--threshold", "0.5", "--min-dice", "1").Clean();
    }

    [Fact]
    public void With_classes_a_fraction_is_no_index()
    {
        _gate.Prediction("a.tif", Floats(0, 0.7f)).Truth("a.png", Png.Grey8(2, [0, 1]));
        Assert.Contains("column 1, row 0", Assert.Single(_gate.Run("--classes", "2", "--min-dice", "0").Finding(2, "MASK2105")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_its_place()
    {
        _gate.Case("a", ["01", "00"], ["01", "03"], 1);
        var finding = Assert.Single(_gate.Run("--classes", "3", "--min-dice", "0").Finding(2, "MASK2105"));
        Assert.Contains("label 3 (column 1, row 1)", finding, StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(_gate.GroundTruth, "a.png"), finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignored_pixels_count_nowhere_and_decide_nothing()
    {
        // Without ignore the 255 would be a third value; the prediction under it is out of range.
        _gate.Prediction("a.png", Png.Grey8(4, [0, 1, 9, 0])).Truth("a.png", Png.Grey8(4, [0, 1, 255, 0]));
        _gate.Run("--ignore", "255", "--min-dice", "1").Clean();
        var counts = _gate.Report().GetProperty("cases")[0].GetProperty("classes")[0];
        Assert.Equal(3, new[] { "tp", "fp", "fn", "tn" }.Sum(name => counts.GetProperty(name).GetInt32()));
        _gate.Run("--ignore", "255", "--classes", "2", "--min-dice", "1").Clean();
    }

    [Fact]
    public void A_lossy_mask_needs_a_threshold_whatever_its_name_says()
    {
        _gate.Prediction("a.png", Jpeg.Grey16()).Truth("a.png", Png.Grey8(16, [.. Jpeg.Left()]));
        Assert.StartsWith(Path.Combine(_gate.Predictions, "a.png"), Assert.Single(_gate.Run("--min-dice", "1").Finding(2, "MASK2109")), StringComparison.Ordinal);
        _gate.Run("--min-dice", "1", "--threshold", "0.5").Clean();
        _gate.Run("--min-dice", "1", "--threshold", "0.5", "--classes", "2").Finding(2, "MASK2109");
    }

    [Fact]
    public void A_lossy_ground_truth_is_what_the_threshold_makes_of_it()
    {
        _gate.Prediction("a.png", Png.Grey8(16, [.. Jpeg.Left()])).Truth("a.jpg", Jpeg.Grey16());
        _gate.Run("--min-dice", "1").Finding(2, "MASK2109");
        _gate.Run("--min-dice", "1", "--threshold", "0.5").Clean();
    }

    private static byte[] Floats(params float[] values) =>
        new TiffFile(values.Length, 1) { Bits = 32, Format = SampleFormat.IEEEFP }.Encode(MemoryMarshal.AsBytes<float>(values).ToArray());
}
