using MaskSharp.Generators.Datasets;
using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Balance;

/// <summary>Puts the balance of measured data sets into losses, as constants.</summary>
internal static class BalanceResolver
{
    /// <summary>The loss with the weights of its data set; with its own, neutral ones where there is no measurement that fits.</summary>
    public static LossSpec Resolve(LossSpec spec, BuildMeasurements build)
    {
        if (spec.BalanceFrom is not { } name)
            return spec;
        return Find(name, build) is { } dataset && Measure(dataset, spec.Mode, spec.Classes, out _) is { } balance
            ? spec with { Terms = spec.Terms.Select(term => term.Balanced(balance)).ToEquatableArray() }
            : spec with { BalanceFrom = null };
    }

    /// <summary>Why a wish is not granted, or null where it is, or where an editor asks before the first measurement.</summary>
    public static DiagnosticInfo? Fault(BalanceRequest request, BuildMeasurements build)
    {
        if (Find(request.Dataset, build) is { } dataset)
        {
            return Measure(dataset, request.Mode, request.Classes, out var reason) is null
                ? new(Descriptors.UnusableBalance, request.Location, new[] { request.Dataset, reason }.ToEquatableArray())
                : null;
        }

        if (build.Declared.Contains(request.Dataset))
            return build.IsDesignTime ? null : new(Descriptors.UnmeasuredBalance, request.Location, new[] { request.Dataset }.ToEquatableArray());
        if (build.IsDesignTime && build.Declared.Count == 0)
            return null;
        var known = build.Declared.Concat(build.Measured.Select(measured => measured.Name)).Distinct().ToList();
        var names = known.Count == 0
            ? "the project has no SegmentationDataset item"
            : $"the project's SegmentationDataset items are {string.Join(", ", known.Select(Literals.String))}";
        return new(Descriptors.UnusableBalance, request.Location, new[] { request.Dataset, names }.ToEquatableArray());
    }

    private static MeasuredDataset? Find(string name, BuildMeasurements build)
        => build.Measured.FirstOrDefault(dataset => dataset.Name == name);

    /// <summary>The weights, or null and the reason why there are none.</summary>
    private static ClassBalance? Measure(MeasuredDataset dataset, LossMode mode, int classes, out string reason)
    {
        reason = "";
        if (mode != LossMode.Multiclass)
        {
            var foreground = dataset.ForegroundFraction;
            if (foreground is > 0 and < 1)
                return new((1 - foreground) / foreground, EquatableArray<double>.Empty);
            reason = foreground == 0 ? "it has no foreground pixel" : "it has no background pixel";
            return null;
        }

        if (dataset.Classes.Count != classes)
        {
            reason = $"it was measured with {Literals.Int(dataset.Classes.Count)} classes where the loss has {Literals.Int(classes)}; give its item Classes=\"{Literals.Int(classes)}\"";
            return null;
        }

        var shares = dataset.Classes.OrderBy(entry => entry.Index).Select(entry => entry.Fraction).ToList();
        if (shares.All(share => share <= 0))
        {
            reason = "it has no pixel";
            return null;
        }

        // A class that the data lack would weigh infinitely; it weighs what the rarest one does.
        var rarest = shares.Where(share => share > 0).Min();
        return new(1, shares.Select(share => 1 / (classes * (share > 0 ? share : rarest))).ToEquatableArray());
    }
}
