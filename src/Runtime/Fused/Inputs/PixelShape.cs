namespace MaskSharp.Fused;

/// <summary>A prediction's extent: samples N, channels C, and pixels P of each channel.</summary>
internal readonly record struct PixelShape(long Samples, int Channels, long Pixels);
