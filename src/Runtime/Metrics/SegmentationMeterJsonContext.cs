using System.Text.Json.Serialization;

namespace MaskSharp;

/// <summary>Serialises meters without reflection, so that trimmed and ahead-of-time programs can.</summary>
[JsonSerializable(typeof(SegmentationMeter))]
internal sealed partial class SegmentationMeterJsonContext : JsonSerializerContext;
