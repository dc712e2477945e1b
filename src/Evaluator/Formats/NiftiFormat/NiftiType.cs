namespace MaskSharp.Evaluator.Formats.NiftiFormat;

/// <summary>The data types that are written, by their codes in the header.</summary>
internal enum NiftiType
{
    UInt8 = 2,
    Int16 = 4,
    Int32 = 8,
    Float = 16,
    Double = 64,
    Int8 = 256,
    UInt16 = 512,
    Int64 = 1024,
}
