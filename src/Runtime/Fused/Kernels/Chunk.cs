namespace MaskSharp.Fused;

/// <summary>A run of neighbouring pixels of one sample and, outside a softmax, of one channel.</summary>
/// <param name="Group">Group of its class sums.</param>
/// <param name="Channel">Its channel; 0 under a softmax, which treats all.</param>
/// <param name="Element">Its first element in a tensor [N, C, P].</param>
/// <param name="Pixel">Its first element in a tensor [N, P].</param>
/// <param name="Count">Pixels.</param>
internal readonly record struct Chunk(int Group, int Channel, long Element, long Pixel, int Count);
