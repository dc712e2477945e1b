using System.Globalization;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Which values occur: a few distinct nonzero ones, and the range of all. Sets of several files are joined.</summary>
internal sealed class ValueSet
{
    // Beyond this many the exact values no longer matter: it is no binary mask, and a message shows a few.
    private const int Capacity = 32;
    private const int Shown = 6;

    // In order, and no longer than it need be: there may be a set for each mask of a run.
    private double[] _nonzero = [];
    private double _last;

    /// <summary>The set of no value.</summary>
    public static ValueSet None { get; } = new();

    /// <summary>There are more distinct nonzero values than are kept.</summary>
    public bool Overflows { get; private set; }

    public bool HasZero { get; private set; }

    public bool HasNaN { get; private set; }

    /// <summary>No value has a fraction.</summary>
    public bool AreWhole { get; private set; } = true;

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public bool IsEmpty => !HasZero && !HasNaN && _nonzero.Length == 0;

    /// <summary>The values are 0 and at most one other.</summary>
    public bool IsBinary => !HasNaN && !Overflows && _nonzero.Length <= 1;

    /// <summary>The values that are kept, zero among them.</summary>
    public IEnumerable<double> Kept => (HasZero ? _nonzero.Append(0) : _nonzero).Order().Where(double.IsFinite);

    /// <summary>A set as it was described elsewhere.</summary>
    public static ValueSet Of(IEnumerable<double> kept, bool overflows, bool hasNaN, bool areWhole, double minimum, double maximum)
    {
        var set = new ValueSet { Overflows = overflows, HasNaN = hasNaN, AreWhole = areWhole, Minimum = minimum, Maximum = maximum };
        foreach (var value in kept)
        {
            if (value == 0) set.HasZero = true;
            else set.Keep(value);
        }
        foreach (var end in new[] { minimum, maximum })
        {
            // Infinite values are told by the ends of the range; without any value these are turned round.
            if (double.IsInfinity(end) && minimum <= maximum) set.Keep(end);
        }
        return set;
    }

    public void Add(double value)
    {
        if (value == _last && !IsEmpty) return;
        _last = value;
        if (value == 0)
        {
            HasZero = true;
        }
        else if (double.IsNaN(value))
        {
            HasNaN = true;
            return;
        }
        else if (!Overflows)
        {
            Keep(value);
            if (_nonzero.Length > Capacity) Overflow();
        }
        AreWhole &= value == Math.Floor(value);
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
    }

    public void UnionWith(ValueSet other)
    {
        HasZero |= other.HasZero;
        HasNaN |= other.HasNaN;
        AreWhole &= other.AreWhole;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        if (!Overflows) Array.ForEach(other._nonzero, Keep);
        if (other.Overflows || _nonzero.Length > Capacity) Overflow();
    }

    /// <summary>Whether both hold the same.</summary>
    public bool IsSame(ValueSet other) =>
        (Overflows, HasZero, HasNaN, AreWhole) == (other.Overflows, other.HasZero, other.HasNaN, other.AreWhole)
        && Minimum.Equals(other.Minimum) && Maximum.Equals(other.Maximum) && _nonzero.AsSpan().SequenceEqual(other._nonzero);

    /// <summary>Such as "0, 128 and 255", or "0, 1, 2, 3, 4, 5 and more up to 231".</summary>
    public override string ToString()
    {
        var values = (HasZero ? _nonzero.Append(0) : _nonzero).Order().Select(value => value.ToString("R", CultureInfo.InvariantCulture)).ToList();
        if (HasNaN) values.Add("NaN");
        if (values.Count == 0) return "none";
        if (values.Count == 1) return values[0];
        if (values.Count <= Shown && !Overflows) return $"{string.Join(", ", values.SkipLast(1))} and {values[^1]}";
        return $"{string.Join(", ", values.Take(Shown))} and more up to {Maximum.ToString("R", CultureInfo.InvariantCulture)}";
    }

    // What a message shows is all that is still asked for.
    private void Overflow()
    {
        Overflows = true;
        if (_nonzero.Length > Shown) _nonzero = _nonzero[..Shown];
    }

    private void Keep(double value)
    {
        var at = Array.BinarySearch(_nonzero, value);
        if (at < 0) _nonzero = [.. _nonzero[..~at], value, .. _nonzero[~at..]];
    }
}
