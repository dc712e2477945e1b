using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Formulas that emitted torch code calls, of operations that exist on every device, the meta device included.</summary>
/// <remarks>
/// Tensors are float32 or float64 of any shape, in emitted code [N, C, P] or what broadcasts with it. A result has the shape, dtype and device of the
/// tensor it is made of, and is differentiable. Numbers beside tensors stand here and not in the emitted code, so that each is kept while torch reads it.
/// </remarks>
public static class TensorFormulas
{
    /// <summary>The rest to 1.</summary>
    /// <param name="value">x.</param>
    /// <returns>1 − x.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor Complement(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.neg() + Constant.Of(1);
    }

    /// <summary>A linear function.</summary>
    /// <param name="value">x.</param>
    /// <param name="slope">Any finite number.</param>
    /// <param name="offset">Any finite number.</param>
    /// <returns>slope · x + offset.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor Line(Tensor value, double slope, double offset = 0)
    {
        ArgumentNullException.ThrowIfNull(value);
        var scaled = value * Constant.Of(slope);
        return offset == 0 ? scaled : scaled + Constant.Of(offset);
    }

    /// <summary>The softplus, which neither overflows nor cancels.</summary>
    /// <param name="value">x.</param>
    /// <returns>log(1 + e^x).</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor Softplus(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SoftplusOperation.Of(value);
    }

    /// <summary>The logarithm of probabilities, as torch's binary cross-entropy has it.</summary>
    /// <param name="value">x, from 0 to 1.</param>
    /// <returns>max(log x, −100).</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor ClampedLog(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return AtLeast(value.log(), -100);
    }

    /// <summary>Chooses element by element.</summary>
    /// <param name="condition">Bool, broadcastable with the values.</param>
    /// <param name="value">The values where the condition holds; elsewhere they may be NaN, and get no gradient.</param>
    /// <param name="otherwise">Any number, which stands elsewhere.</param>
    /// <returns>The chosen values.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <remarks>torch's <c>where</c> and logical operations have no kernel on the meta device; filling and bitwise operations do.</remarks>
    public static Tensor Keep(Tensor condition, Tensor value, double otherwise = 0)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(value);
        return value.masked_fill(condition.bitwise_not(), Constant.Of(otherwise));
    }

    /// <summary>The positive part.</summary>
    /// <param name="value">x.</param>
    /// <returns>max(x, 0), with slope 0 at 0.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor Positive(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.threshold(Constant.Of(0.0), Constant.Of(0.0));
    }

    /// <summary>The absolute value.</summary>
    /// <param name="value">x.</param>
    /// <returns>|x|, with slope 0 at 0.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor Magnitude(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value * value.sign();
    }

    /// <summary>A product in which no weight means nothing, whatever the value is.</summary>
    /// <param name="weight">Finite factors, broadcastable with the values.</param>
    /// <param name="value">The values; where the weight is 0 they may be infinite.</param>
    /// <returns>weight · value; 0 where the weight is.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    public static Tensor Weighed(Tensor weight, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(value);
        return Keep(weight.ne(Constant.Zero), weight * value);
    }

    /// <summary>A lower clamp.</summary>
    /// <param name="value">x.</param>
    /// <param name="minimum">Any number.</param>
    /// <returns>max(x, minimum).</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor AtLeast(Tensor value, double minimum)
    {
        ArgumentNullException.ThrowIfNull(value);
        return maximum(value, full_like(value, Constant.Of(minimum)));
    }

    /// <summary>A power whose derivative is 0 at 0, where it may be infinite.</summary>
    /// <param name="value">x, from 0 on.</param>
    /// <param name="exponent">Any finite number.</param>
    /// <returns>x^exponent; 0 where x is, unless the exponent is 0.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor Power(Tensor value, double exponent)
    {
        ArgumentNullException.ThrowIfNull(value);

        // The power is taken where it is finite only, so that no derivative meets 0 · ∞; NaN stays NaN.
        var zero = value.le(Constant.Zero);
        return value.masked_fill(zero, Constant.Of(1)).pow(Constant.Of(exponent)).masked_fill(zero, Constant.Of(exponent == 0 ? 1 : 0));
    }

    /// <summary>The modulating factor of the reduced focal loss (Sergievskiy and Ponamarev 2019).</summary>
    /// <param name="miss">1 − p_t, from 0 to 1.</param>
    /// <param name="gamma">γ, finite and at least 0.</param>
    /// <param name="threshold">τ, above 0 and at most 1.</param>
    /// <returns>1 where p_t &lt; τ, else (miss/τ)^γ.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor ReducedFocus(Tensor miss, double gamma, double threshold)
    {
        ArgumentNullException.ThrowIfNull(miss);
        return Keep(miss.le(Constant.Of(1 - threshold)), Power(miss / Constant.Of(threshold), gamma), 1);
    }

    /// <summary>The derivative of the focal loss's modulating factor (Lin et al. 2017) along the miss.</summary>
    /// <param name="miss">1 − p_t, from 0 to 1.</param>
    /// <param name="gamma">γ, finite and at least 0.</param>
    /// <param name="threshold">τ, above 0 and at most 1, of the reduced factor; NaN is the plain one.</param>
    /// <returns>γ·miss^(γ−1), of the reduced factor (γ/τ)·(miss/τ)^(γ−1) where p_t ≥ τ, else 0; 0 where it would be infinite.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
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

    /// <summary>A constant for each class.</summary>
    /// <param name="like">A tensor of the dtype and on the device that are wanted.</param>
    /// <param name="values">One finite number a class.</param>
    /// <returns>[1, C, 1].</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Tensor ClassConstants(Tensor like, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(like);
        ArgumentNullException.ThrowIfNull(values);
        return tensor(values, like.dtype, like.device).reshape(1, values.Length, 1);
    }
}
