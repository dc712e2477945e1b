using System.Reflection;
using Conformance.Reference;
using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>The other generated members say the same as the loss.</summary>
public sealed class TermsTests
{
    private delegate LossTerms TermsFunction(Tensor prediction, Tensor target, Tensor? mask);

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void Terms_are_unweighted_and_add_up_to_the_total(string attribute)
    {
        var options = LossGrid.All[attribute];
        var withTerms = EmittedGrid.Class(attribute).Method("LossWithTerms").CreateDelegate<TermsFunction>();
        foreach (var (path, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(options, seed: 51).Make(2, [5, 6], masked: true);
            var expected = new EagerLoss(options).Terms(sample.Prediction, sample.Target, sample.Mask);
            using var actual = withTerms(layout(sample.Prediction), sample.Target, sample.Mask);

            var total = EmittedGrid.Loss(attribute)(layout(sample.Prediction), sample.Target, sample.Mask);
            Close.Figures(Evaluation.Doubles(total), Evaluation.Doubles(actual.Total), 0, $"{attribute}, {path}: total");
            Assert.Equal(expected.Select(term => term.Name).Order(), actual.Terms.Select(term => term.Key).Order());
            var sum = zeros_like(actual.Total);
            foreach (var (name, weight, value) in expected)
            {
                Close.Figures(Evaluation.Doubles(value), Evaluation.Doubles(actual[name]), 1e-11, $"{attribute}, {path}: {name}");
                sum += weight * actual[name];
            }

            Close.Figures(Evaluation.Doubles(sum), Evaluation.Doubles(actual.Total), 1e-12, $"{attribute}, {path}: weighted sum");
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Total_and_terms_are_each_differentiable(string attribute)
    {
        var options = LossGrid.All[attribute];
        var withTerms = EmittedGrid.Class(attribute).Method("LossWithTerms").CreateDelegate<TermsFunction>();
        using var scope = NewDisposeScope();
        var sample = new SampleMaker(options, seed: 52).Make(2, [5, 6], masked: true);
        foreach (var (path, layout) in Layouts.Both)
        {
            Compare("Total", new EagerLoss(options).Loss, terms => terms.Total);
            foreach (var (name, _, _) in new EagerLoss(options).Terms(sample.Prediction, sample.Target, sample.Mask))
            {
                Compare(
                    name,
                    (prediction, target, mask) => new EagerLoss(options).Terms(prediction, target, mask).Single(term => term.Name == name).Value,
                    terms => terms[name]);
            }

            void Compare(string name, Running.LossFunction expected, Func<LossTerms, Tensor> part)
                => Close.Evaluations(
                    Evaluation.Of(expected, sample.Prediction, sample.Target, sample.Mask),
                    Evaluation.Of((prediction, target, mask) => part(withTerms(prediction, target, mask)), sample.Prediction, sample.Target, sample.Mask, layout),
                    1e-11,
                    $"{attribute}, {path}: {name}");
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void The_loss_module_gives_the_loss(string attribute)
    {
        using var scope = NewDisposeScope();
        var sample = new SampleMaker(LossGrid.All[attribute], seed: 53).Make(2, [5, 6], masked: true);
        var type = EmittedGrid.Class(attribute).Type.GetNestedType("LossModule", BindingFlags.Public)!;
        using var module = (Loss<Tensor, Tensor, Tensor>)Activator.CreateInstance(type)!;
        var expected = EmittedGrid.Loss(attribute)(sample.Prediction, sample.Target, null);
        Close.Figures(Evaluation.Doubles(expected), Evaluation.Doubles(module.call(sample.Prediction, sample.Target)), 0, attribute);
    }
}
