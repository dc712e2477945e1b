using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Values of field terms that can be worked out by hand.</summary>
public class FieldLossTests
{
    [Fact]
    public void Lovasz_hinge_of_one_wrong_pixel_is_its_error_times_the_Jaccard_loss_of_missing_it()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 3f, 3, 3, -1, -3, -3 }).reshape(1, 6).requires_grad_(true);
        var target = tensor(new[] { 1f, 1, 1, 1, 0, 0 }).reshape(1, 6);

        var loss = FieldLosses.Lovasz(logits, target);
        loss.backward();

        // The margin is missed by 2 at one of four pixels: 2 · (1 − 3/4).
        Assert.Equal(0.5f, loss.ToSingle());
        Assert.Equal([0f, 0, 0, -0.25f, 0, 0], logits.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Lovasz_of_hard_probabilities_is_the_Jaccard_loss()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var prediction = rand(2, 9, 9).gt(0.6).to(float64);
        var target = rand(2, 9, 9).gt(0.4);
        var shared = (prediction * target.to(float64)).sum().ToDouble();
        var union = prediction.to(ScalarType.Bool).bitwise_or(target).sum().ToDouble();

        Assert.Equal(union - shared, union * FieldLosses.LovaszOfProbabilities(prediction, target).ToDouble(), 1e-9);
    }

    [Fact]
    public void Lovasz_of_an_absent_foreground_is_the_largest_error()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { -4f, 1.5f, -2 }).reshape(1, 3);
        Assert.Equal(2.5f, FieldLosses.Lovasz(logits, zeros(1, 3)).ToSingle());
    }

    [Fact]
    public void TopK_takes_at_least_one_pixel_and_no_ignored_one()
    {
        using var scope = NewDisposeScope();
        var logits = zeros(1, 2, 4);
        logits[0, 0, 1] = 5;
        var target = tensor(new long[] { 0, 1, 0, 0 }).reshape(1, 4);

        Assert.Equal(MathF.Log(1 + MathF.Exp(5)), FieldLosses.Hardest(logits, target).ToSingle(), 1e-5f);
        var mask = target.ne(1).unsqueeze(1);
        Assert.Equal(MathF.Log(2), FieldLosses.Hardest(logits, target, mask).ToSingle(), 1e-6f);
    }

    [Fact]
    public void HausdorffDT_weighs_an_error_by_its_distance()
    {
        using var scope = NewDisposeScope();
        var target = tensor(new[] { 1f, 0, 0, 0, 0 }).reshape(1, 5);
        var prediction = tensor(new[] { 1f, 0, 0, 0.5f, 0 }).reshape(1, 5);

        // p is not above 0.5 at the error, so both distances are 3: ¼ · (9 + 9) over five pixels.
        Assert.Equal(0.9f, FieldLosses.Hausdorff(prediction, target).ToSingle(), 1e-6f);
    }

    [Fact]
    public void Boundary_is_lowest_for_the_target_itself()
    {
        using var scope = NewDisposeScope();
        var target = zeros(1, 9, 9);
        target[.., 2..7, 2..7] = 1;
        var map = BoundaryMaps.SignedDistance(target);

        var best = FieldLosses.Boundary(target, target, distanceMap: map).ToSingle();

        Assert.Equal(best, FieldLosses.Boundary(target, target).ToSingle());
        Assert.True(best < FieldLosses.Boundary(ones_like(target), target).ToSingle());
        Assert.True(best < FieldLosses.Boundary(zeros_like(target), target).ToSingle());
    }

    [Fact]
    public void ClDice_of_the_same_line_is_0_however_thick_and_of_another_line_nearly_1()
    {
        using var scope = NewDisposeScope();
        var thick = zeros(1, 1, 21, 21);
        thick[.., .., 8..13, ..] = 1;
        var thin = zeros(1, 1, 21, 21);
        thin[.., .., 10, ..] = 1;
        var away = zeros(1, 1, 21, 21);
        away[.., .., 2, ..] = 1;

        Assert.Equal(0, FieldLosses.Centreline(thin, thick).ToSingle(), 1e-6f);
        Assert.Equal(0, FieldLosses.Centreline(thick, thin).ToSingle(), 1e-6f);
        Assert.True(FieldLosses.Centreline(away, thick).ToSingle() > 0.9f);
    }

    [Fact]
    public void A_field_term_beside_sums_adds_its_weighted_value()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var (logits, target) = (randn(2, 1, 8, 8), rand(2, 1, 8, 8).lt(0.3));

        using var terms = FieldLosses.MixedWithTerms(logits, target);

        Assert.Equal(["Bce", "Dice", "Lovasz"], terms.Terms.Select(term => term.Key));
        var expected = terms.Bce + (2 * terms.Dice) + (0.5 * terms.Lovasz);
        Assert.Equal(expected.ToSingle(), terms.Total.ToSingle(), 1e-6f);
        Assert.Equal(terms.Total.ToSingle(), FieldLosses.Mixed(logits, target).ToSingle());
    }

    [Fact]
    public void A_loss_of_field_terms_alone_checks_its_target()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("target", Assert.ThrowsAny<ArgumentException>(() => FieldLosses.Lovasz(zeros(1, 4), full([1, 4], 255, dtype: ScalarType.Byte))).ParamName);
        Assert.Equal("target", Assert.ThrowsAny<ArgumentException>(() => FieldLosses.Hardest(zeros(1, 2, 4), full([1, 4], 2, dtype: ScalarType.Int64))).ParamName);
    }
}
