using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Evaluates the field terms of a loss.</summary>
internal static class FieldValues
{
    /// <summary>The unweighted value of each field term, in the layout's order.</summary>
    /// <exception cref="ArgumentException">A counted target value is no class, or a term cannot be evaluated where the tensors are.</exception>
    public static Tensor[] Of(LossInputs inputs)
    {
        // The kernel reports class indices out of range; without one they are looked at here.
        if (inputs.Layout.Terms.Count == 0)
            TargetCheck.Values(inputs);
        var fields = new FieldInputs(inputs);
        return [.. inputs.Layout.Fields.Select(field => Marked(fields, field.Term.Evaluate(fields)))];
    }

    /// <summary>On a device the indices are not looked at, for that would wait for it: one that is no class makes the loss NaN.</summary>
    private static Tensor Marked(FieldInputs fields, Tensor value)
        => fields.OutOfRange is { } wrong && wrong.device_type != DeviceType.CPU ? value.masked_fill(wrong.any(), Constant.Of(double.NaN)) : value;
}
