namespace MaskSharp.Evaluator.Formats;

/// <summary>What is known of deflate data before they are unpacked (RFC 1951).</summary>
internal static class Deflate
{
    /// <summary>At most this many bytes come out of one byte: a match of 258 bytes in two bits.</summary>
    public const int MostRatio = 1032;
}
