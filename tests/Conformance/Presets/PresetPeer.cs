using Conformance.Options;
using Conformance.Peers;
using Conformance.Vectors;

namespace Conformance.Presets;

/// <summary>
/// A library's cases as one who comes from it types them: the preset, and of the options only those whose arguments the case gives,
/// as the same numbers. Only the choice of the term and the shape of the prediction are added.
/// </summary>
public abstract class PresetPeer(IPeer explicitly) : IPeer
{
    public string Name => explicitly.Name;

    public abstract IReadOnlyList<string> Losses { get; }

    public Mapping Map(string loss, VectorCase vector)
    {
        if (explicitly.Map(loss, vector) is not LossCall call)
            return explicitly.Map(loss, vector);
        return Typed(loss, vector) is { } options
            ? call with { Options = options.WithoutIdle() }
            : Mapping.Decline("one of the arguments has no property of the same meaning");
    }

    /// <summary>What is typed, or null where an argument cannot be carried over as it is.</summary>
    protected abstract LossOptions? Typed(string loss, VectorCase vector);

    /// <summary>Types a number where the case gives it.</summary>
    protected static void Number(LossOptions options, string property, CaseParameters given, string argument)
    {
        if (given.Number(argument, double.NaN) is var value && !double.IsNaN(value))
            options[property] = value;
    }

    /// <summary>Types Mode and Classes of a prediction with several channels.</summary>
    protected static void Channels(LossOptions options, VectorCase vector, bool exclusive)
    {
        if (vector.Inputs["input"].Shape is not [_, > 1 and var channels, ..] && !exclusive)
            return;
        options["Mode"] = exclusive ? "SegmentationMode.Multiclass" : "SegmentationMode.Multilabel";
        options["Classes"] = (int)vector.Inputs["input"].Shape[1];
    }

    protected static void Reduction(LossOptions options, CaseParameters given)
    {
        if (given.Text("reduction") is { } reduction and not "mean")
            options["Reduction"] = reduction == "sum" ? "LossReduction.Sum" : "LossReduction.None";
    }
}
