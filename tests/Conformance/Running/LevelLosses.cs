using static TorchSharp.torch;

namespace Conformance.Running;

/// <summary>A loss over several levels, one target for all of them.</summary>
public delegate Tensor LevelLoss(IReadOnlyList<Tensor> predictions, Tensor target, Tensor? mask);

/// <summary>A loss over several levels, a target for each.</summary>
public delegate Tensor LevelTargetLoss(IReadOnlyList<Tensor> predictions, IReadOnlyList<Tensor> targets, Tensor? mask);
