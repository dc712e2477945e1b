using MaskSharp.Generators.Losses.Balance;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses;

/// <summary>What the attributes of one declaration ask for, and what is wrong with them.</summary>
/// <param name="Specs">The losses that can be generated.</param>
/// <param name="Diagnostics">What is wrong, by the attributes alone.</param>
/// <param name="Requests">The data sets whose balance the losses take, which the build knows.</param>
internal sealed record LossParseResult(EquatableArray<LossSpec> Specs, EquatableArray<DiagnosticInfo> Diagnostics, EquatableArray<BalanceRequest> Requests);
