namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Lets the masks of a run share their sets of values, which are mostly the same.</summary>
internal sealed class ValueSetPool
{
    // Masks of ever other values, such as probability maps, are not looked for among all that came before.
    private const int Most = 64;

    private readonly List<ValueSet> _sets = [];

    /// <summary>A set of the same content, which is not to be added to.</summary>
    public ValueSet Share(ValueSet set)
    {
        lock (_sets)
        {
            foreach (var other in _sets)
            {
                if (other.IsSame(set)) return other;
            }
            if (_sets.Count < Most) _sets.Add(set);
        }
        return set;
    }
}
