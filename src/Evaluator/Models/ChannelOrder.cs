namespace MaskSharp.Evaluator.Models;

/// <summary>The channels that a model takes, and their order.</summary>
internal enum ChannelOrder
{
    Grey,
    Rgb,
    Bgr,
}
