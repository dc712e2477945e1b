using System.IO.Compression;
using System.Text;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>Writes NumPy files, right ones and wrong ones.</summary>
internal static class Npy
{
    public static byte[] Encode(string descr, string shape, byte[] values, bool fortran = false, int version = 1) =>
        WithHeader($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}", values, version);

    public static byte[] WithHeader(string header, byte[] values, int version = 1)
    {
        var text = Encoding.Latin1.GetBytes(header.PadRight(117) + "\n");
        byte[] size = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. size, .. text, .. values];
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }
        return packed.ToArray();
    }
}
