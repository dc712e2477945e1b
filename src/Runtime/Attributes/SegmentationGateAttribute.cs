namespace MaskSharp;

/// <summary>
/// Marks the method that makes the cases of a gate: a <c>SegmentationGate</c> item of this name, without <c>Predictions</c> and without
/// <c>Model</c>, runs it after the build, in a process of its own, and holds what it yields to the item's bounds.
/// </summary>
/// <remarks>
/// The method is static, takes nothing, and returns <see cref="IEnumerable{T}"/> of <see cref="SegmentationCase"/>. Its current folder is
/// the project's. A case is counted before the next one is asked for.
/// </remarks>
/// <example>
/// <code>
/// [SegmentationGate("tumour")]
/// public static IEnumerable&lt;SegmentationCase&gt; Evaluate()
/// {
///     using var model = UNet.Load("weights.dat");
///     foreach (var (name, image, mask) in TestImages())
///         yield return new SegmentationCase(name, model.call(image).sigmoid(), mask);
/// }
/// </code>
/// </example>
/// <param name="name">The <c>Include</c> of the <c>SegmentationGate</c> item.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SegmentationGateAttribute(string name) : Attribute
{
    /// <summary>The <c>Include</c> of the <c>SegmentationGate</c> item.</summary>
    public string Name { get; } = name;
}
