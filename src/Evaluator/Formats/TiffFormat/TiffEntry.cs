namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>A tag of a TIFF directory.</summary>
/// <param name="Tag">Its number.</param>
/// <param name="Size">Bytes of one value; 0 of an unknown type.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Place">Where the values begin, or where it says where they do.</param>
internal readonly record struct TiffEntry(int Tag, int Size, ulong Count, long Place);
