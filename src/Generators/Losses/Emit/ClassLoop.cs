using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>
/// Statements for each class: unrolled with a local a class where there are few, so that they stay in registers, else a loop
/// over arrays on the stack.
/// </summary>
internal sealed class ClassLoop(int classes)
{
    private const int UnrolledAtMost = 4;

    private bool IsUnrolled => classes <= UnrolledAtMost;

    /// <summary>Declares a lane for each class.</summary>
    public void Declare(SourceWriter writer, string name, string value) => Declare(writer, name, _ => value);

    /// <inheritdoc cref="Declare(SourceWriter, string, string)"/>
    public void Declare(SourceWriter writer, string name, Func<Class, string> value)
    {
        if (IsUnrolled)
        {
            for (var c = 0; c < classes; c++)
                writer.Line($"var {name}{Literals.Int(c)} = {value(Unrolled(c))};");
            return;
        }

        writer.Line($"global::System.Span<TLane> {name} = stackalloc TLane[{Literals.Int(classes)}];");
        Each(writer, c => writer.Line($"{c[name]} = {value(c)};"));
    }

    /// <summary>Declares a constant lane for each class.</summary>
    public void DeclareConstants(SourceWriter writer, string name, IReadOnlyList<double> values)
    {
        if (!IsUnrolled)
            writer.Line($"global::System.ReadOnlySpan<double> {name}Values = new double[] {{ {string.Join(", ", values.Select(Literals.Double))} }};");
        Declare(writer, name, c => IsUnrolled ? $"TLane.Create({Literals.Double(values[c.Number])})" : $"TLane.Create({name}Values[c])");
    }

    /// <summary>Declares the lanes with which class indices are compared.</summary>
    public void DeclareNumbers(SourceWriter writer)
    {
        if (!IsUnrolled)
            Declare(writer, "number", _ => "TLane.Create(c)");
    }

    /// <summary>Writes statements for each class from <paramref name="first"/> on; <paramref name="isScoped"/> gives each its own locals.</summary>
    public void Each(SourceWriter writer, Action<Class> body, bool isScoped = false, int first = 0)
    {
        if (!IsUnrolled)
        {
            using (writer.Block($"for (var c = {Literals.Int(first)}; c < {Literals.Int(classes)}; c++)"))
                body(new Class(-1, "c"));
            return;
        }

        for (var c = first; c < classes; c++)
        {
            using (isScoped ? writer.Block() : null)
                body(Unrolled(c));
        }
    }

    private static Class Unrolled(int number) => new(number, Literals.Int(number));

    /// <summary>One class within the loop.</summary>
    internal readonly record struct Class(int Number, string Index)
    {
        /// <summary>The class's own lane.</summary>
        public string this[string name] => Number < 0 ? $"{name}[{Index}]" : name + Index;

        /// <summary>The class's number in a lane.</summary>
        public string Lane => Number < 0 ? $"number[{Index}]" : $"TLane.Create({Index})";

        /// <summary>A place in a row of sums, <paramref name="stride"/> a class.</summary>
        public string Place(int first, int stride)
            => Number < 0 ? $"{Literals.Int(first)} + ({Index} * {Literals.Int(stride)})" : Literals.Int(first + (Number * stride));
    }
}
