namespace MaskSharp;

/// <summary>Labels that are scored together as one region, such as "whole tumour" = 1, 2 and 4.</summary>
public sealed class LabelGroup
{
    /// <summary>A region of labels.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="labels">At least one label, each from 0 to 32766, in any order; those given twice count once.</param>
    /// <exception cref="ArgumentException">There is no label, or one is out of range.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public LabelGroup(string name, params IEnumerable<int> labels)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(labels);
        Name = name;
        Labels = [.. labels.Distinct().Order()];
        if (Labels.Count == 0)
            throw new ArgumentException($"The region '{name}' has no label.", nameof(labels));
        if (Labels[0] < 0 || Labels[^1] >= LabelCounting.MaxClasses)
            throw new ArgumentException($"The region '{name}' has the label {(Labels[0] < 0 ? Labels[0] : Labels[^1])}: labels are 0 to {LabelCounting.MaxClasses - 1}.", nameof(labels));
    }

    /// <summary>Its name in reports.</summary>
    public string Name { get; }

    /// <summary>Its labels, in ascending order.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Name and labels.</summary>
    public override string ToString() => $"{Name} = {string.Join(" + ", Labels)}";
}
