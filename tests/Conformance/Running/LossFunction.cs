using static TorchSharp.torch;

namespace Conformance.Running;

/// <summary>A loss: prediction, target and mask in, a differentiable tensor out.</summary>
public delegate Tensor LossFunction(Tensor prediction, Tensor target, Tensor? mask);
