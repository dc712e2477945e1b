namespace MaskSharp.Evaluator.Models;

/// <summary>A model that was loaded.</summary>
internal interface IModel : IDisposable
{
    /// <summary>The sizes of its input's axes, 0 where any will do; null where the model does not say.</summary>
    IReadOnlyList<int>? InputShape { get; }

    /// <summary>Its input holds whole numbers, so that pictures are not divided for it.</summary>
    bool TakesWhole { get; }

    /// <summary>Runs it.</summary>
    /// <param name="values">The input, in the order of its axes.</param>
    /// <param name="shape">The sizes of its axes.</param>
    /// <exception cref="ModelException">The model fails on it.</exception>
    ModelOutput Run(float[] values, int[] shape);
}
