using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// A term that is made of a ratio of class sums for each class, a score from 0 to 1: numerator and denominator are linear in the
/// sums, and what becomes of the score (1 − score, −score, −log score, a power) is the same for all.
/// </summary>
internal abstract record OverlapTerm(string Name, double Weight, OverlapOptions Options) : ClassTerm(Name, Weight)
{
    /// <summary>Numerator of the score.</summary>
    public abstract LinearForm Over { get; }

    /// <summary>Denominator of the score.</summary>
    public abstract LinearForm Under { get; }

    /// <summary>The score in the field's own symbols, such as (2Σpt + 1)/(Σp + Σt + 1).</summary>
    public abstract string ScoreFormula { get; }

    /// <summary>Exponent of each class's loss.</summary>
    public virtual double ClassExponent => 1;

    public override string NaturalShape => "a value a class";

    public override string Formula
    {
        get
        {
            var loss = Options.IsLogarithmic ? $"−log {Floored(ScoreFormula)}" : Options.IsNegative ? $"−{ScoreFormula}" : $"1 − {ScoreFormula}";
            return ClassExponent != 1 ? $"[{loss}]^{Literals.Number(ClassExponent)}"
                : MeanExponent != 1 ? $"(mean of {loss})^{Literals.Number(MeanExponent)}"
                : loss;
        }
    }

    /// <summary>How the loss, or under a clamp or logarithm the score, is computed over the symbols of the sums.</summary>
    public override string ComputedFormula => IsQuotient
        ? $"{(Under - Over).ToFormulaOperand()}/{Under.ToFormulaOperand()}" + (Options.IsNegative ? " − 1" : "")
        : $"{Over.ToFormulaOperand()}/{(Options.Epsilon > 0 ? $"max({Under.ToFormula()}, {Literals.Number(Options.Epsilon)})" : Under.ToFormulaOperand())}";

    /// <summary>Whether 1 − score is computed as one quotient, which keeps its precision where the score is nearly 1.</summary>
    private bool IsQuotient => !Options.IsLogarithmic && Options.Epsilon == 0;

    /// <summary>Σpt as the options have it.</summary>
    protected string Shared => Options.IsSoft ? "Σmin(p,t)" : "Σpt";

    public override void Write(SourceWriter writer, int index, Func<ClassSum, string> slope)
    {
        if (IsQuotient)
            WriteQuotient(writer, slope);
        else
            WriteScore(writer, slope);

        var value = Options.IsNegative && IsQuotient ? $"({Local} - 1.0)" : Local;
        if (ClassExponent == 1)
        {
            writer.Line($"values[{Literals.Int(index)}] = {value.Trim('(', ')')};");
            return;
        }

        var exponent = Literals.Double(ClassExponent);
        writer.Line($"values[{Literals.Int(index)}] = T.Power({value}, {exponent});");
        foreach (var sum in Sums)
            writer.Line($"slopes[{slope(sum)}] = slopes[{slope(sum)}] * T.PowerSlope({value}, {exponent});");
    }

    private void WriteQuotient(SourceWriter writer, Func<ClassSum, string> slope)
    {
        var complement = Under - Over;
        writer.Line($"var {Local}Under = {Under.ToCode()};");
        writer.Line($"var {Local} = {complement.ToOperand()} / {Local}Under;");
        foreach (var sum in Sums)
        {
            var (own, under) = (complement.FactorOf(sum), Under.FactorOf(sum));
            var scaled = under == 1 ? Local : $"({Literals.Double(under)} * {Local})";
            writer.Line((own, under) switch
            {
                (_, 0) => $"slopes[{slope(sum)}] = {Literals.Double(own)} / {Local}Under;",
                (0, _) => $"slopes[{slope(sum)}] = -{scaled} / {Local}Under;",
                _ => $"slopes[{slope(sum)}] = ({Literals.Double(own)} - {scaled}) / {Local}Under;",
            });
        }
    }

    private void WriteScore(SourceWriter writer, Func<ClassSum, string> slope)
    {
        var epsilon = Literals.Double(Options.Epsilon);
        var isClamped = Options.Epsilon > 0;
        writer.Line(isClamped
            ? $"var {Local}Under = T.AtLeast({Under.ToCode()}, {epsilon});"
            : $"var {Local}Under = {Under.ToCode()};");
        writer.Line($"var {Local}Score = {Over.ToOperand()} / {Local}Under;");
        if (isClamped)
            writer.Line($"var {Local}Moving = {Local}Score * T.IsAtLeast({Under.ToCode()}, {epsilon});");
        var moving = isClamped ? $"{Local}Moving" : $"{Local}Score";

        if (Options.IsLogarithmic)
        {
            var floor = Literals.Double(Options.LogFloor);
            var floored = Options.LogFloor > 0 ? $"T.AtLeast({Local}Score, {floor})" : $"{Local}Score";
            writer.Line($"var {Local} = -T.Log({floored});");
            writer.Line(Options.LogFloor > 0
                ? $"var {Local}Outer = -T.IsAtLeast({Local}Score, {floor}) / {floored};"
                : $"var {Local}Outer = -1.0 / {Local}Score;");
        }
        else
        {
            writer.Line(Options.IsNegative ? $"var {Local} = -{Local}Score;" : $"var {Local} = 1.0 - {Local}Score;");
        }

        foreach (var sum in Sums)
        {
            var (over, under) = (Over.FactorOf(sum), Under.FactorOf(sum));
            var scaled = under == 1 ? moving : $"({Literals.Double(under)} * {moving})";
            var numerator = (over, under) switch
            {
                (_, 0) => Literals.Double(over),
                (0, _) => $"-{scaled}",
                _ => $"({Literals.Double(over)} - {scaled})",
            };
            writer.Line(Options.IsLogarithmic
                ? $"slopes[{slope(sum)}] = {Local}Outer * ({numerator} / {Local}Under);"
                : $"slopes[{slope(sum)}] = -({numerator} / {Local}Under);");
        }
    }

    private string Floored(string score) => Options.LogFloor > 0 ? $"max({score}, {Literals.Number(Options.LogFloor)})" : score;
}
