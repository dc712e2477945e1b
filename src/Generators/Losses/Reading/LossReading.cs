using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>What one attribute says by itself, as plain values.</summary>
/// <param name="Spec">The loss.</param>
/// <param name="Diagnostics">What is wrong with the arguments.</param>
/// <param name="BalanceLocation">Where BalanceFrom stands.</param>
internal sealed record LossReading(LossSpec Spec, EquatableArray<DiagnosticInfo> Diagnostics, LocationInfo? BalanceLocation)
{
    public static LossReading From(AttributeArguments written, INamedTypeSymbol type)
    {
        var arguments = new LossArguments(written);
        var spec = LossAttributeReader.Read(arguments, TypeNesting.From(type));
        return new(spec, arguments.Diagnostics.ToEquatableArray(), spec.BalanceFrom is null ? null : arguments.LocationOf("BalanceFrom"));
    }
}
