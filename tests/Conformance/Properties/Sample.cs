using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Random arguments of a loss. Predictions are double, targets int64, on the CPU.</summary>
public sealed record Sample(Tensor Prediction, Tensor Target, Tensor? Mask);
