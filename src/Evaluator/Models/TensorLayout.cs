namespace MaskSharp.Evaluator.Models;

/// <summary>Where the channels stand in a model's input and output.</summary>
internal enum TensorLayout
{
    /// <summary>[batch, channels, height, width], as PyTorch has it; with depth before height for volumes.</summary>
    Nchw,

    /// <summary>[batch, height, width, channels], as TensorFlow has it; with depth before height for volumes.</summary>
    Nhwc,
}
