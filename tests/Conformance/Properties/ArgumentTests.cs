using Conformance.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Arguments that do not fit are refused by name, with their shape or type, before native code sees them.</summary>
public sealed class ArgumentTests
{
    private static readonly string _binary = new LossOptions().AttributeText;
    private static readonly string _multilabel = new LossOptions { { "Mode", "SegmentationMode.Multilabel" }, { "Classes", 3 } }.AttributeText;
    private static readonly string _multiclass = new LossOptions { { "Mode", "SegmentationMode.Multiclass" }, { "Classes", 3 } }.AttributeText;

    private static readonly ScalarType _index = ScalarType.Int64;

    private static Dictionary<string, (string Attribute, string Argument, Func<(Tensor Prediction, Tensor Target, Tensor? Mask)> Make, string Says)> Cases => new()
    {
        ["whole-number prediction"] = (_binary, "prediction", () => (zeros(2, 1, 4, 4, dtype: _index), zeros(2, 1, 4, 4), null), "Int64"),
        ["complex prediction"] = (_binary, "prediction", () => (zeros(2, 1, 4, 4, dtype: ScalarType.ComplexFloat32), zeros(2, 1, 4, 4), null), "ComplexFloat32"),
        ["no sample"] = (_binary, "prediction", () => (zeros(0, 1, 4, 4), zeros(0, 1, 4, 4), null), "[0, 1, 4, 4]"),
        ["no pixel"] = (_multiclass, "prediction", () => (zeros(2, 3, 0, 4), zeros(2, 0, 4, dtype: _index), null), "[2, 3, 0, 4]"),
        ["scalar prediction"] = (_binary, "prediction", () => (zeros([]), zeros([]), null), "[]"),
        ["one-dimensional prediction of classes"] = (_multiclass, "prediction", () => (zeros(3), zeros(3, dtype: _index), null), "[3]"),
        ["too few channels"] = (_multiclass, "prediction", () => (zeros(2, 2, 4, 4), zeros(2, 4, 4, dtype: _index), null), "[2, 2, 4, 4]"),
        ["too many channels"] = (_multilabel, "prediction", () => (zeros(2, 4, 4, 4), zeros(2, 4, 4, 4), null), "[2, 4, 4, 4]"),
        ["target of another size"] = (_binary, "target", () => (zeros(2, 1, 4, 4), zeros(2, 1, 4, 5), null), "[2, 1, 4, 5]"),
        ["target of another batch"] = (_multilabel, "target", () => (zeros(2, 3, 4, 4), zeros(3, 3, 4, 4), null), "[3, 3, 4, 4]"),
        ["flat target"] = (_binary, "target", () => (zeros(2, 1, 4, 4), zeros(32), null), "[32]"),
        ["indices of another size"] = (_multiclass, "target", () => (zeros(2, 3, 4, 4), zeros(2, 4, 3, dtype: _index), null), "[2, 4, 3]"),
        ["complex target"] = (_binary, "target", () => (zeros(2, 1, 4, 4), zeros(2, 1, 4, 4, dtype: ScalarType.ComplexFloat32), null), "ComplexFloat32"),
        ["index above the classes"] = (_multiclass, "target", () => (zeros(2, 3, 4, 4), full([2, 4, 4], 3, dtype: _index), null), "3"),
        ["negative index"] = (_multiclass, "target", () => (zeros(2, 3, 4, 4), full([2, 4, 4], -2, dtype: _index), null), "-2"),
        ["fractional index"] = (_multiclass, "target", () => (zeros(2, 3, 4, 4), full([2, 4, 4], 1.5), null), "1.5"),
        ["index above the labels"] = (_multilabel, "target", () => (zeros(2, 3, 4, 4), full([2, 4, 4], 7, dtype: _index), null), "7"),
        ["target on another device"] = (_binary, "target", () => (zeros(2, 1, 4, 4), zeros(2, 1, 4, 4, device: META), null), "meta"),
        ["mask of another size"] = (_binary, "mask", () => (zeros(2, 1, 4, 4), zeros(2, 1, 4, 4), ones(2, 1, 5, 4)), "[2, 1, 5, 4]"),
        ["mask of another batch"] = (_multiclass, "mask", () => (zeros(2, 3, 4, 4), zeros(2, 4, 4, dtype: _index), ones(3, 1, 4, 4)), "[3, 1, 4, 4]"),
        ["mask with classes"] = (_multiclass, "mask", () => (zeros(2, 3, 4, 4), zeros(2, 4, 4, dtype: _index), ones(2, 3, 4, 4)), "[2, 3, 4, 4]"),
        ["mask on another device"] = (_binary, "mask", () => (zeros(2, 1, 4, 4), zeros(2, 1, 4, 4), ones(2, 1, 4, 4, device: META)), "meta"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_does_not_fit_is_refused_by_name(string name)
    {
        var (attribute, argument, make, says) = Cases[name];
        foreach (var (_, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var (prediction, target, mask) = make();
            var refusal = Assert.ThrowsAny<ArgumentException>(() => EmittedGrid.Loss(attribute)(layout(prediction), target, mask));
            Assert.Equal(argument, refusal.ParamName);
            Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        var loss = EmittedGrid.Loss(_binary);
        Assert.Equal("prediction", Assert.Throws<ArgumentNullException>(() => loss(null!, zeros(1), null)).ParamName);
        Assert.Equal("target", Assert.Throws<ArgumentNullException>(() => loss(zeros(1), null!, null)).ParamName);
    }

    [Fact]
    public void A_label_out_of_range_is_fine_where_it_is_ignored()
    {
        using var scope = NewDisposeScope();
        var target = full([2, 4, 4], 9, dtype: _index);
        target[0] = 1;
        var mask = (target == 1).unsqueeze(1);
        var value = EmittedGrid.Loss(_multiclass)(randn(2, 3, 4, 4), target, mask);
        Assert.True(double.IsFinite(value.ToDouble()));
    }
}
