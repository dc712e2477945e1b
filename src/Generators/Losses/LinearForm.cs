using System.Text;
using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses;

/// <summary>A constant plus class sums with factors: numerator or denominator of an overlap ratio.</summary>
internal sealed class LinearForm(double constant, params (ClassSum Sum, double Factor)[] parts)
{
    public double Constant { get; } = constant;

    private (ClassSum Sum, double Factor)[] Parts { get; } = [.. parts.Where(part => part.Factor != 0)];

    public static LinearForm operator -(LinearForm left, LinearForm right)
        => new(Difference(left.Constant, right.Constant), [.. left.Parts.Concat(right.Parts).Select(part => part.Sum).Distinct().Select(sum => (sum, Difference(left.FactorOf(sum), right.FactorOf(sum))))]);

    /// <summary>The difference as people write it: 0.7 − 0.3 is 0.4, where doubles give 0.39999999999999997.</summary>
    public static double Difference(double left, double right)
        => IsShort(left) && IsShort(right) ? (double)((decimal)left - (decimal)right) : left - right;

    /// <summary>The derivative along a sum.</summary>
    public double FactorOf(ClassSum sum) => Parts.Where(part => part.Sum == sum).Sum(part => part.Factor);

    /// <summary>C# over the locals of the sums, such as <c>(0.5 * u) - (0.5 * d) + 1.0</c>.</summary>
    public string ToCode() => Print(
        sum => sum.Name, (factor, name) => $"({Literals.Double(factor)} * {name})", "-", Literals.Double);

    /// <summary>A formula over the symbols of the sums.</summary>
    public string ToFormula() => Print(
        sum => sum.Symbol, (factor, name) => $"{Literals.Number(factor)}·{name}", "−", Literals.Number);

    /// <summary>The code in parentheses unless it is a single sum, which brings its own with a factor.</summary>
    public string ToOperand() => Parts.Length == 1 && Constant == 0 && Parts[0].Factor > 0 ? ToCode() : $"({ToCode()})";

    private static bool IsShort(double value) => Math.Abs(value) < 1e9 && (double)(decimal)value == value;

    /// <summary>The formula in parentheses unless it is a single sum.</summary>
    public string ToFormulaOperand() => Parts.Length == 1 && Constant == 0 && Parts[0].Factor == 1 ? ToFormula() : $"({ToFormula()})";

    private string Print(Func<ClassSum, string> name, Func<double, string, string> times, string minus, Func<double, string> number)
    {
        var text = new StringBuilder();
        foreach (var (sum, factor) in Parts.OrderBy(part => part.Factor < 0))
        {
            var size = Math.Abs(factor);
            Append(factor < 0, size == 1 ? name(sum) : times(size, name(sum)));
        }

        if (Constant != 0)
            Append(Constant < 0, number(Math.Abs(Constant)));
        return text.ToString();

        void Append(bool isNegative, string part)
        {
            if (text.Length > 0)
                text.Append(isNegative ? $" {minus} " : " + ");
            else if (isNegative)
                text.Append(minus);
            text.Append(part);
        }
    }
}
