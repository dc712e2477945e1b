using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Metrics;

/// <summary>Writes the members of one spec.</summary>
internal static class MetricsEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    private const string Parameters = $"{Tensor} prediction, {Tensor} target, {Tensor}? mask = null";

    public static string Emit(MetricsSpec spec)
    {
        var writer = EmittedFile.Begin();
        spec.Type.Write(writer, body => WriteMembers(body, spec));
        return writer.ToString();
    }

    private static void WriteMembers(SourceWriter writer, MetricsSpec spec)
    {
        WriteCountPixels(writer, spec);
        writer.Line();
        WriteScore(writer, spec);
        writer.Line();
        WriteCreateMeter(writer, spec);
        writer.Line();
        WriteMeasureSurfaces(writer, spec);
        writer.Line();
        WriteOptions(writer, spec);
    }

    private static void WriteCountPixels(SourceWriter writer, MetricsSpec spec)
    {
        writer
            .Line($"/// <summary>Counts true and false positives and negatives of each sample and class. {Meaning(spec)}</summary>")
            .Line("/// <remarks>")
            .Line($"/// {Rule(spec)}")
            .Line("/// </remarks>");
        WriteParameters(writer, spec);
        writer.Line($"/// <returns>Exact counts [N, {spec.Classes}].</returns>");
        WriteException(writer);
        writer
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static global::MaskSharp.PixelCounts {spec.Prefix}CountPixels({Parameters})");
        using (writer.Indent())
            writer.Line($"=> global::MaskSharp.PixelCounter.Count{spec.Mode}(prediction, target, mask, {Constants(spec)});");
    }

    private static void WriteScore(SourceWriter writer, MetricsSpec spec)
    {
        writer
            .Line($"/// <summary>Scores the counts of <see cref=\"{spec.Prefix}CountPixels\"/> under the rules of <see cref=\"{spec.Prefix}ScoreOptions\"/>.</summary>")
            .Line("/// <remarks>")
            .Line($"/// For a whole data set use <see cref=\"{spec.Prefix}CreateMeter\"/>: means of batches depend on the batch size.")
            .Line("/// </remarks>");
        WriteParameters(writer, spec);
        writer.Line("/// <returns>Dice, IoU and the other scores, per sample, per class, mean, pooled and weighted.</returns>");
        WriteException(writer);
        writer
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static global::MaskSharp.SegmentationScores {spec.Prefix}Score({Parameters})");
        using (writer.Indent())
            writer.Line($"=> new global::MaskSharp.SegmentationScores({spec.Prefix}CountPixels(prediction, target, mask), {spec.Prefix}ScoreOptions);");
    }

    private static void WriteCreateMeter(SourceWriter writer, MetricsSpec spec)
    {
        writer
            .Line("/// <summary>")
            .Line($"/// An empty meter for the counts of <see cref=\"{spec.Prefix}CountPixels\"/>: update it with each batch, merge those of other")
            .Line("/// workers, and compute the scores at the end.")
            .Line("/// </summary>")
            .Line($"/// <returns>A meter of {Literals.Int(spec.Classes)} {(spec.Classes == 1 ? "class" : "classes")} without a case.</returns>")
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static global::MaskSharp.SegmentationMeter {spec.Prefix}CreateMeter()");
        using (writer.Indent())
            writer.Line($"=> new global::MaskSharp.SegmentationMeter({Literals.Int(spec.Classes)}, {spec.Prefix}ScoreOptions);");
    }

    private static void WriteMeasureSurfaces(SourceWriter writer, MetricsSpec spec)
    {
        writer
            .Line("/// <summary>")
            .Line("/// Measures how far predicted and true surfaces are apart, for each sample and class: Hausdorff distance and its percentiles, average")
            .Line("/// distances, surface Dice at a tolerance. Samples and classes run on several threads, which change no bit.")
            .Line("/// </summary>")
            .Line("/// <remarks>")
            .Line($"/// {Rule(spec)}")
            .Line("/// Pixels that are not counted are background of both. Stack batches with <c>SurfaceScores.Concat</c>.")
            .Line("/// </remarks>");
        WriteParameters(writer, spec);
        writer
            .Line("/// <param name=\"spacing\">Distance of neighbouring pixels along each spatial axis, slowest first, finite and above 0; distances have its unit. Left out: 1 along all.</param>")
            .Line($"/// <param name=\"measuredBy\">Definition of a surface, measure and threads; null: boundary voxels, Euclidean, two empty masks as <see cref=\"{spec.Prefix}ScoreOptions\"/> says.</param>")
            .Line($"/// <returns>Distances [N, {spec.Classes}] and their scores.</returns>");
        WriteException(writer);
        writer
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static global::MaskSharp.SurfaceScores {spec.Prefix}MeasureSurfaces({Parameters}, global::System.ReadOnlySpan<double> spacing = default, global::MaskSharp.SurfaceOptions? measuredBy = null)");
        using (writer.Indent())
            writer.Line($"=> global::MaskSharp.TensorSurfaces.Measure{spec.Mode}(prediction, target, mask, spacing, measuredBy, {spec.Prefix}ScoreOptions, {Constants(spec)});");
    }

    private static void WriteOptions(SourceWriter writer, MetricsSpec spec)
    {
        var rules = spec.Rules;
        writer
            .Line("/// <summary>The rules of the scores: what an empty class and any other 0/0 score, and which classes count.</summary>")
            .Line(EmittedFile.GeneratedCode);
        using var block = writer.Block($"public static global::MaskSharp.ScoreOptions {spec.Prefix}ScoreOptions {{ get; }} = new global::MaskSharp.ScoreOptions", "};");
        writer
            .Line($"Empty = global::MaskSharp.EmptyMask.{rules.Empty},")
            .Line($"Undefined = global::MaskSharp.UndefinedScore.{rules.Undefined},")
            .Line($"IncludeBackground = {Literals.Bool(rules.IncludeBackground)},");
        if (rules.ClassNames is { } names)
            writer.Line($"ClassNames = new[] {{ {string.Join(", ", names.Select(Literals.String))} }},");
    }

    private static void WriteParameters(SourceWriter writer, MetricsSpec spec)
    {
        var classes = Literals.Int(spec.Classes);
        var prediction = spec.Mode == MetricsMode.Binary ? "[N, 1, …] or [N, …]" : $"[N, {classes}, …]";
        var target = spec.Mode switch
        {
            MetricsMode.Binary => "[N, 1, …] or [N, …] of integers 0 and 1, Bool, or floating, where 0.5 and above is foreground",
            MetricsMode.Multilabel => $"[N, {classes}, …] of integers 0 and 1, Bool, or floating, where 0.5 and above is foreground; or class indices [N, …] or [N, 1, …]",
            _ => $"class indices [N, …] or [N, 1, …] of whole numbers in any dtype; or [N, {classes}, …], of which the largest channel is the class",
        };
        writer
            .Line($"/// <param name=\"prediction\">{(spec.FromLogits ? "Logits" : "Probabilities")} {prediction} of any floating dtype.</param>")
            .Line($"/// <param name=\"target\">{char.ToUpperInvariant(target[0])}{target.Substring(1)}.{Ignored(spec)}</param>")
            .Line("/// <param name=\"mask\">Broadcastable over [N, 1, …], any dtype; nonzero where a pixel counts. Null: all count.</param>");
    }

    private static void WriteException(SourceWriter writer)
    {
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">An argument is null, a shape, dtype or device does not fit, a tensor is empty, or a target is no class.</exception>");
    }

    private static string Meaning(MetricsSpec spec) => spec.Mode switch
    {
        MetricsMode.Binary => "The class is the foreground.",
        MetricsMode.Multilabel => $"Each of the {Literals.Int(spec.Classes)} channels is foreground or background for itself.",
        _ => $"Each of the {Literals.Int(spec.Classes)} exclusive classes is counted against the rest.",
    };

    private static string Rule(MetricsSpec spec)
    {
        var threshold = Literals.Number(spec.Threshold);
        if (spec.Mode == MetricsMode.Multiclass)
            return "A pixel's class is the one with the largest value, the lowest where several are: no softmax is needed for that.";
        return spec.FromLogits
            ? $"A pixel is foreground where sigmoid(z) ≥ {threshold}, that is where z ≥ log({threshold} / (1 − {threshold})) = {Literals.Number(spec.Cut)}: no sigmoid is computed."
            : $"A pixel is foreground where p ≥ {threshold}.";
    }

    private static string Ignored(MetricsSpec spec)
        => spec.IgnoreIndex is { } index ? $" {Literals.Int(index)} is not counted." : "";

    /// <summary>What the attribute fixes, as arguments.</summary>
    private static string Constants(MetricsSpec spec)
    {
        var arguments = new List<string>();
        if (spec.Mode != MetricsMode.Binary)
            arguments.Add($"classes: {Literals.Int(spec.Classes)}");
        if (spec.Mode != MetricsMode.Multiclass)
            arguments.Add($"cut: {Literals.Double(spec.Cut)}");
        if (spec.IgnoreIndex is { } index)
            arguments.Add($"ignoreIndex: {Literals.Int(index)}");
        return string.Join(", ", arguments);
    }
}
