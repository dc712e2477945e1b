using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Metrics;

/// <summary>What the attributes on one class gave: a spec for each valid one, diagnostics for the others.</summary>
internal sealed record MetricsReading(EquatableArray<MetricsSpec> Specs, EquatableArray<DiagnosticInfo> Diagnostics);
