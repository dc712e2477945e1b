using Conformance.Options;
using Conformance.Vectors;
using static TorchSharp.torch;

namespace Conformance.Peers;

/// <summary>
/// The classic article code: <c>dice_coef_loss</c> and <c>bce_dice_loss</c>, sums over everything, smooth 1. Its activation
/// stands outside the loss, so the loss is given probabilities; channels are pooled like samples.
/// </summary>
public sealed class Classic : IPeer
{
    public string Name => "classic";

    public IReadOnlyList<string> Losses => ["bce_dice_loss", "dice_coef_loss"];

    public Mapping Map(string loss, VectorCase vector)
    {
        var options = new LossOptions { { "Input", "PredictionKind.Probabilities" }, { "Dice", 1.0 } };
        if (loss == "bce_dice_loss")
            options["Bce"] = 1.0;
        if (vector.Parameters.Number("smooth", 1) is var smooth and not 1)
            options["Smooth"] = smooth;
        var sigmoid = vector.Parameters.Text("activation") == "sigmoid";
        return new LossCall(options)
        {
            Before = input => ChannelsAsSamples(sigmoid ? input.sigmoid() : input),
            Target = ChannelsAsSamples,
            Strict = true,
        };
    }

    private static Tensor ChannelsAsSamples(Tensor tensor)
        => tensor.reshape([tensor.shape[0] * tensor.shape[1], 1, .. tensor.shape[2..]]);
}
