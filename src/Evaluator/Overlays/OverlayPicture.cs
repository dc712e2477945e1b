namespace MaskSharp.Evaluator.Overlays;

/// <summary>A picture of a case.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Png">The picture as a PNG file.</param>
/// <param name="Plane">Which plane of a volume it shows, from 0; null for a case of one plane.</param>
internal sealed record OverlayPicture(int Width, int Height, byte[] Png, int? Plane);
