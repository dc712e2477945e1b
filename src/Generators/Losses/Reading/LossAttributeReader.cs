using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>Reads one attribute's arguments into the description of its loss.</summary>
internal static class LossAttributeReader
{
    /// <summary>Beyond this many classes a kernel's lanes would not fit the stack of a thread.</summary>
    private const int MostClasses = 512;

    /// <summary>Beyond this float32 no longer tells whole numbers apart.</summary>
    private const int LargestIndex = 1 << 24;

    public static LossSpec Read(LossArguments arguments, TypeNesting type)
    {
        var mode = (LossMode)arguments.Choice("Mode", 3);
        var classes = Classes(arguments, mode);
        var reduction = (LossReductionKind)arguments.Choice("Reduction", 3);
        var preset = (PresetKind)arguments.Choice("Preset", 4);
        arguments.Use(PresetDefaults.Of(preset, mode, arguments));
        var weights = Weights(arguments, mode);
        NoteIdle(arguments, weights);

        var hasOnlySquares = TermCatalog.All.All(kind => weights[kind.Name] == 0 || !kind.Options.Contains("SoftTargets") || kind.Options.Contains("SquaredDenominator"));
        var overlap = OverlapReader.Options(arguments, hasOnlySquares);
        var context = new LossContext(mode, classes, arguments.Choice("Input", 2) == 1, reduction, arguments.Choice("Over", 2) == 1, overlap, preset);
        var terms = TermCatalog.All
            .Where(kind => weights[kind.Name] > 0)
            .Select(kind => kind.Read(weights[kind.Name], arguments, context))
            .ToEquatableArray();
        CheckShapes(arguments, terms, reduction);

        var overlapClasses = OverlapReader.Classes(arguments, mode, classes);
        return new(
            type,
            arguments.GetString("Name", GeneratedMembers.DefaultLossName),
            mode,
            classes,
            context.IsProbabilities,
            terms,
            context.IsPerSample,
            overlapClasses,
            OverlapReader.ClassWeights(arguments, classes, overlapClasses),
            Absent(arguments, terms),
            IgnoreIndex(arguments),
            reduction,
            BalanceReader.Dataset(arguments, mode, terms),
            LevelReader.Weights(arguments, terms, reduction));
    }

    /// <summary>A preset's rule is one of its overlap losses: its other losses take an absent class as it is.</summary>
    private static AbsentRule Absent(LossArguments arguments, EquatableArray<LossTerm> terms)
    {
        var rule = (AbsentRule)arguments.Choice("Absent", 3);
        return arguments.Has("Absent") || terms.Any(term => term is OverlapTerm) ? rule : AbsentRule.Smooth;
    }

    private static int Classes(LossArguments arguments, LossMode mode)
    {
        var classes = arguments.Get("Classes", 1);
        var expected = mode == LossMode.Binary
            ? classes == 1 ? null : "a Binary loss has 1 channel; use Multilabel or Multiclass for more"
            : classes is >= 2 and <= MostClasses ? null : $"give the number of channels, from 2 to {Literals.Int(MostClasses)}";
        if (expected is null)
            return classes;
        arguments.Report(Descriptors.InvalidClasses, arguments.Has("Classes") ? "Classes" : "Mode", Literals.Int(classes), mode.ToString(), expected);
        return mode == LossMode.Binary ? 1 : 2;
    }

    /// <summary>The weight of each term; without any term the loss is the classic one of its mode.</summary>
    private static Dictionary<string, double> Weights(LossArguments arguments, LossMode mode)
    {
        var weights = TermCatalog.All.ToDictionary(kind => kind.Name, kind => arguments.Checked(
            kind.Name, 0, weight => weight >= 0 && !double.IsPositiveInfinity(weight), "the weight of a term is finite and not negative"));
        if (!TermCatalog.All.Any(kind => arguments.Has(kind.Name)))
        {
            weights[mode == LossMode.Multiclass ? "CrossEntropy" : "Bce"] = 1;
            weights["Dice"] = 1;
        }

        var present = TermCatalog.All.Where(kind => weights[kind.Name] > 0).ToList();
        foreach (var kind in present.Where(kind => !kind.IsIn(mode)))
            arguments.Report(Descriptors.TermNotInMode, kind.Name, kind.Name, mode.ToString(), kind.Instead);
        if (present.Count == 0 && arguments.Diagnostics.Count == 0)
        {
            var blamed = TermCatalog.All.First(kind => arguments.Has(kind.Name)).Name;
            arguments.Report(Descriptors.NoTerm, blamed, arguments.GetString("Name", GeneratedMembers.DefaultLossName));
        }

        return weights;
    }

    /// <summary>Reports each option that no term of the loss looks at.</summary>
    private static void NoteIdle(LossArguments arguments, Dictionary<string, double> weights)
    {
        foreach (var option in TermCatalog.Options.Where(arguments.Has))
        {
            var owners = TermCatalog.All.Where(kind => kind.Options.Contains(option)).Select(kind => kind.Name).ToList();
            if (owners.All(owner => weights[owner] == 0))
                arguments.WithoutEffect(option, $"it is an option of {string.Join(", ", owners)}, {(owners.Count == 1 ? "which" : "none of which")} the loss {(owners.Count == 1 ? "does not have" : "has")}");
        }
    }

    private static void CheckShapes(LossArguments arguments, EquatableArray<LossTerm> terms, LossReductionKind reduction)
    {
        if (reduction != LossReductionKind.None)
            return;
        var shapes = terms.GroupBy(term => term.NaturalShape).ToList();
        if (shapes.Count < 2)
            return;
        var text = string.Join(", ", shapes.Select(shape => $"{string.Join(" and ", shape.Select(term => term.Name))} has {shape.Key}"));
        arguments.Report(Descriptors.UnreducedShapesDiffer, "Reduction", text);
    }

    private static int? IgnoreIndex(LossArguments arguments)
    {
        var value = arguments.Get("IgnoreIndex", int.MinValue);
        if (value == int.MinValue)
            return null;
        if (value is < -LargestIndex or > LargestIndex)
            arguments.OutOfRange("IgnoreIndex", Literals.Int(value), $"it is at most {Literals.Int(LargestIndex)} from 0, so that float32 can tell it apart");
        return value;
    }
}
