using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Balance;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>One term of a loss: a file of its own that says what it sums, what it makes of the sums, and where it comes from.</summary>
/// <param name="Name">The attribute property that asks for it.</param>
/// <param name="Weight">Its weight in the total.</param>
internal abstract record LossTerm(string Name, double Weight)
{
    /// <summary>The term as a formula of one line.</summary>
    public abstract string Formula { get; }

    /// <summary>What the term has a value of where it is not reduced, for people.</summary>
    public abstract string NaturalShape { get; }

    /// <summary>Paper and year.</summary>
    public abstract string Source { get; }

    /// <summary>The term with the weights of a measured data set, where it has weights.</summary>
    public virtual LossTerm Balanced(ClassBalance balance) => this;

    /// <summary>A smoothing as it ends a sum of a formula; nothing where it is 0.</summary>
    protected static string Plus(double value) => value == 0 ? "" : $" + {Literals.Number(value)}";
}
