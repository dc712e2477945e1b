using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Formulas that emitted torch code calls, of operations that exist on every device, the meta device included.</summary>
/// <remarks>Numbers beside tensors stand here and not in the emitted code, so that each is kept while torch reads it.</remarks>
public static class TensorFormulas
{
    /// <summary>1 − x.</summary>
    public static Tensor Complement(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.neg() + Constant.Of(1);
    }

    /// <summary>slope · x + offset.</summary>
    public static Tensor Line(Tensor value, double slope, double offset = 0)
    {
        ArgumentNullException.ThrowIfNull(value);
        var scaled = value * Constant.Of(slope);
        return offset == 0 ? scaled : scaled + Constant.Of(offset);
    }

    /// <summary>log(1 + e^x).</summary>
    public static Tensor Softplus(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SoftplusOperation.Of(value);
    }

    /// <summary>max(log x, −100), as torch's binary cross-entropy of probabilities has it.</summary>
    public static Tensor ClampedLog(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return AtLeast(value.log(), -100);
    }

    /// <summary><paramref name="value"/> where the condition holds, else <paramref name="otherwise"/>; the two may be NaN where not taken.</summary>
    /// <remarks>torch's <c>where</c> and logical operations have no kernel on the meta device; filling and bitwise operations do.</remarks>
    public static Tensor Keep(Tensor condition, Tensor value, double otherwise = 0)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(value);
        return value.masked_fill(condition.bitwise_not(), Constant.Of(otherwise));
    }

    /// <summary>max(x, 0), with slope 0 at 0.</summary>
    public static Tensor Positive(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.threshold(Constant.Of(0.0), Constant.Of(0.0));
    }

    /// <summary>|x|.</summary>
    public static Tensor Magnitude(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value * value.sign();
    }

    /// <summary>weight · value, but 0 where the weight is, even if the value is infinite.</summary>
    public static Tensor Weighed(Tensor weight, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(value);
        return Keep(weight.ne(Constant.Zero), weight * value);
    }

    /// <summary>max(x, minimum).</summary>
    public static Tensor AtLeast(Tensor value, double minimum)
    {
        ArgumentNullException.ThrowIfNull(value);
        return maximum(value, full_like(value, Constant.Of(minimum)));
    }

    /// <summary>x^exponent of values from 0 on; 0 where x is, unless the exponent is 0.</summary>
    public static Tensor Power(Tensor value, double exponent)
    {
        ArgumentNullException.ThrowIfNull(value);

        // The power is taken where it is finite only, so that no derivative meets 0 · ∞; NaN stays NaN.
        var zero = value.le(Constant.Zero);
        return value.masked_fill(zero, Constant.Of(1)).pow(Constant.Of(exponent)).masked_fill(zero, Constant.Of(exponent == 0 ? 1 : 0));
    }

    /// <summary>The modulating factor of the reduced focal loss: 1 where p_t &lt; τ, else (miss/τ)^γ with miss = 1 − p_t.</summary>
    public static Tensor ReducedFocus(Tensor miss, double gamma, double threshold)
    {
        ArgumentNullException.ThrowIfNull(miss);
        return Keep(miss.le(Constant.Of(1 - threshold)), Power(miss / Constant.Of(threshold), gamma), 1);
    }

    /// <summary>The derivative of the modulating factor along miss = 1 − p_t; a threshold of NaN is none.</summary>
    public static Tensor FocusSlope(Tensor miss, double gamma, double threshold)
    {
        ArgumentNullException.ThrowIfNull(miss);
        var scale = double.IsNaN(threshold) ? 1 : threshold;
        var slope = gamma == 0 ? zeros_like(miss) : PowerOrZero(miss / Constant.Of(scale), gamma - 1) * Constant.Of(gamma / scale);
        return double.IsNaN(threshold) ? slope : Keep(miss.le(Constant.Of(1 - threshold)), slope);
    }

    /// <summary>A power that is 0 where the base is, so that an infinite slope at 0 does not spread.</summary>
    private static Tensor PowerOrZero(Tensor value, double exponent)
    {
        var zero = value.le(Constant.Zero);
        return exponent == 0 ? ones_like(value) : value.masked_fill(zero, Constant.Of(1)).pow(Constant.Of(exponent)).masked_fill(zero, Constant.Zero);
    }

    /// <summary>A constant for each class, [1, C, 1], with the dtype and on the device of <paramref name="like"/>.</summary>
    public static Tensor ClassConstants(Tensor like, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(like);
        ArgumentNullException.ThrowIfNull(values);
        return tensor(values, like.dtype, like.device).reshape(1, values.Length, 1);
    }
}
