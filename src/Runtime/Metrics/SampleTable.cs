namespace MaskSharp;

/// <summary>A read-only table with one row a sample and one column a class.</summary>
/// <typeparam name="T">Type of the entries.</typeparam>
public readonly struct SampleTable<T> : IEquatable<SampleTable<T>>
{
    private readonly T[] _entries;

    internal SampleTable(int samples, int classes, T[] entries)
    {
        Samples = samples;
        Classes = classes;
        _entries = entries;
    }

    /// <summary>Number of rows.</summary>
    public int Samples { get; }

    /// <summary>Number of columns.</summary>
    public int Classes { get; }

    /// <summary>The entry of one sample and class.</summary>
    /// <param name="sample">From 0 to <see cref="Samples"/> − 1.</param>
    /// <param name="classIndex">From 0 to <see cref="Classes"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the table.</exception>
    public T this[int sample, int classIndex]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sample);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Samples);
            ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, Classes);
            return _entries[(sample * Classes) + classIndex];
        }
    }

    /// <summary>Whether both tables view the same entries.</summary>
    public static bool operator ==(SampleTable<T> left, SampleTable<T> right) => left.Equals(right);

    /// <summary>Whether the tables view different entries.</summary>
    public static bool operator !=(SampleTable<T> left, SampleTable<T> right) => !left.Equals(right);

    /// <summary>Length along one dimension, as an array's.</summary>
    /// <param name="dimension">0 for samples, 1 for classes.</param>
    /// <returns><see cref="Samples"/> or <see cref="Classes"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another dimension.</exception>
    public int GetLength(int dimension) => dimension switch
    {
        0 => Samples,
        1 => Classes,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "The table has the dimensions 0 (samples) and 1 (classes)."),
    };

    /// <summary>The classes of one sample.</summary>
    /// <param name="sample">From 0 to <see cref="Samples"/> − 1.</param>
    /// <returns>One entry a class, without a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sample is outside the table.</exception>
    public ReadOnlySpan<T> Row(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Samples);
        return _entries.AsSpan(sample * Classes, Classes);
    }

    /// <summary>All entries, sample by sample.</summary>
    /// <returns>The entries [samples, classes], flat, without a copy.</returns>
    public ReadOnlySpan<T> AsSpan() => _entries;

    /// <summary>Copies the table.</summary>
    /// <returns>An array [samples, classes].</returns>
    public T[,] ToArray()
    {
        var copy = new T[Samples, Classes];
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var c = 0; c < Classes; c++)
                copy[sample, c] = _entries[(sample * Classes) + c];
        }

        return copy;
    }

    /// <inheritdoc/>
    public bool Equals(SampleTable<T> other)
        => ReferenceEquals(_entries, other._entries) && Samples == other.Samples && Classes == other.Classes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SampleTable<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_entries, Samples, Classes);
}
