using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses;

/// <summary>
/// A value of one pixel, written once and printed three ways: for the lanes of the CPU kernel, for torch tensors, and as a
/// formula for the documentation.
/// </summary>
internal abstract record PixelExpression
{
    /// <summary>Probability of the class.</summary>
    public static readonly PixelExpression P = new Symbol("p", "p");

    /// <summary>1 − p, computed without cancellation.</summary>
    public static readonly PixelExpression Q = new Symbol("q", "(1 − p)");

    /// <summary>Target.</summary>
    public static readonly PixelExpression T = new Symbol("t", "t");

    /// <summary>1 − t.</summary>
    public static readonly PixelExpression N = new Symbol("n", "(1 − t)");

    /// <summary>p − t without cancellation: p(1 − t) − (1 − p)t.</summary>
    public static readonly PixelExpression Error = new Difference(new Product(P, N), new Product(Q, T), "(p − t)");

    /// <summary>|p − t|: what prediction and target do not share when they share min(p, t).</summary>
    public static readonly PixelExpression AbsoluteError = new Function(Error, "TLane.Abs({0})", "global::MaskSharp.Fused.TensorFormulas.Magnitude({0})", "|p − t|");

    /// <summary>The sign of p − t, 0 where they are equal.</summary>
    public static readonly PixelExpression SignOfError = new Function(
        Error, "TLane.Sign({0})", "({0}).sign()", "sign(p − t)");

    /// <summary>max(p − t, 0).</summary>
    public static readonly PixelExpression Excess = new Function(
        Error, "TLane.Max(zero, {0})", "global::MaskSharp.Fused.TensorFormulas.Positive({0})", "max(p − t, 0)");

    /// <summary>max(t − p, 0).</summary>
    public static readonly PixelExpression Shortfall = new Function(
        Error, "TLane.Max(zero, -({0}))", "global::MaskSharp.Fused.TensorFormulas.Positive(-({0}))", "max(t − p, 0)");

    /// <summary>−1 where p &lt; t, else 0.</summary>
    public static readonly PixelExpression IsShort = new Function(
        Error, "TLane.Min(zero, TLane.Sign({0}))", "(-global::MaskSharp.Fused.TensorFormulas.Positive(-({0}).sign()))", "−[p < t]");

    /// <summary>1 where p > t, else 0.</summary>
    public static readonly PixelExpression IsExcess = new Function(
        Error, "TLane.Max(zero, TLane.Sign({0}))", "global::MaskSharp.Fused.TensorFormulas.Positive(({0}).sign())", "[p > t]");

    /// <summary>min(p, t) as p − max(p − t, 0), which is exactly p where p is the lesser.</summary>
    public static readonly PixelExpression Lesser = new Difference(P, Excess, "min(p, t)");

    /// <summary>1 where p &lt; t, ½ where they are equal, else 0.</summary>
    public static readonly PixelExpression IsLesser = new Scaled(0.5, new Difference(new Sum(N, T), SignOfError));

    public static PixelExpression operator +(PixelExpression left, PixelExpression right) => new Sum(left, right);

    public static PixelExpression operator *(PixelExpression left, PixelExpression right) => new Product(left, right);

    public static PixelExpression operator *(double left, PixelExpression right) => new Scaled(left, right);

    public static PixelExpression operator -(PixelExpression left, PixelExpression right) => new Difference(left, right);

    public static PixelExpression operator -(PixelExpression value) => new Negated(value);

    /// <summary>C# over lanes, with multiplications and additions fused.</summary>
    public abstract string ToLanes();

    /// <summary>A statement over lanes that adds the value to a sum.</summary>
    public string ToAddition(string sum) => Onto(sum) is { } fused ? $"{sum} = {fused};" : $"{sum} += {ToLanes()};";

    /// <summary>C# over tensors.</summary>
    public abstract string ToTensors();

    /// <summary>A formula for people.</summary>
    public abstract string ToFormula();

    /// <summary>C# over lanes of the value and a sum, where multiplications take the additions along.</summary>
    protected virtual string? Onto(string sum) => null;

    private static string Factor(PixelExpression expression, string text)
        => expression is Sum or Difference ? $"({text})" : text;

    private sealed record Symbol(string Name, string Formula) : PixelExpression
    {
        public override string ToLanes() => Name;

        public override string ToTensors() => Name;

        public override string ToFormula() => Formula;
    }

    private sealed record Sum(PixelExpression Left, PixelExpression Right) : PixelExpression
    {
        public override string ToLanes() => Left is Product product
            ? $"TLane.MultiplyAdd({product.Left.ToLanes()}, {product.Right.ToLanes()}, {Right.ToLanes()})"
            : $"{Left.ToLanes()} + {Right.ToLanes()}";

        protected override string? Onto(string sum) => (Left, Right) is (Product left, Product right) ? left.Onto(right.Onto(sum)!) : null;

        public override string ToTensors() => $"{Left.ToTensors()} + {Right.ToTensors()}";

        public override string ToFormula() => $"{Left.ToFormula()} + {Right.ToFormula()}";
    }

    private sealed record Difference(PixelExpression Left, PixelExpression Right, string? Formula = null) : PixelExpression
    {
        public override string ToLanes() => Left is Product product
            ? $"TLane.MultiplySubtract({product.Left.ToLanes()}, {product.Right.ToLanes()}, {Right.ToLanes()})"
            : $"{Left.ToLanes()} - {Factor(Right, Right.ToLanes())}";

        public override string ToTensors() => $"{Left.ToTensors()} - {Factor(Right, Right.ToTensors())}";

        public override string ToFormula() => Formula ?? $"{Left.ToFormula()} − {Factor(Right, Right.ToFormula())}";
    }

    private sealed record Product(PixelExpression Left, PixelExpression Right) : PixelExpression
    {
        public override string ToLanes() => $"{FactorOf(Left, Left.ToLanes())} * {FactorOf(Right, Right.ToLanes())}";

        protected override string? Onto(string sum) => $"TLane.MultiplyAdd({Left.ToLanes()}, {Right.ToLanes()}, {sum})";

        public override string ToTensors() => $"{Factor(Left, Left.ToTensors())} * {Factor(Right, Right.ToTensors())}";

        public override string ToFormula() => Left == Right ? $"{Left.ToFormula()}²" : $"{Left.ToFormula()}{Right.ToFormula()}";

        // A fused sum is a call already and needs no parentheses.
        private static string FactorOf(PixelExpression expression, string text)
            => expression is Sum { Left: Product } or Difference { Left: Product } ? text : Factor(expression, text);
    }

    private sealed record Function(PixelExpression Argument, string Lanes, string Tensors, string Formula) : PixelExpression
    {
        public override string ToLanes() => Lanes.Replace("{0}", Argument.ToLanes());

        public override string ToTensors() => Tensors.Replace("{0}", Argument.ToTensors());

        public override string ToFormula() => Formula;
    }

    private sealed record Negated(PixelExpression Value) : PixelExpression
    {
        public override string ToLanes() => $"-{Factor(Value, Value.ToLanes())}";

        public override string ToTensors() => $"-{Factor(Value, Value.ToTensors())}";

        public override string ToFormula() => $"−{Factor(Value, Value.ToFormula())}";
    }

    private sealed record Scaled(double Constant, PixelExpression Value) : PixelExpression
    {
        public override string ToLanes() => $"TLane.Create({Literals.Double(Constant)}) * {Factor(Value, Value.ToLanes())}";

        public override string ToTensors() => $"global::MaskSharp.Fused.TensorFormulas.Line({Value.ToTensors()}, {Literals.Double(Constant)})";

        public override string ToFormula() => $"{Literals.Number(Constant)}{Factor(Value, Value.ToFormula())}";
    }
}
