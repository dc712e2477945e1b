// Reads damaged images for as long as it is told: dotnet run build/fuzz.cs [MINUTES] [SEED]
// Files of every format are damaged by chance, half of them so that checksums and compression stay right and the damage is found deeper
// in, and given to `masksharp inspect`, many at a time. A crash, more than 1 GB of memory, or more than 5 s for one file is a fault: the
// files stay in artifacts/fuzz, and the exit code is 1.
#:property PublishAot=false
#:property NoWarn=CA5394
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

const int Batch = 60;
const long MostBytes = 1L << 30;
var minutes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 1;
var random = new Random(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1);
var evaluator = Path.GetFullPath("src/Evaluator/bin/Debug/net10.0/MaskSharp.Evaluator.dll");
if (!File.Exists(evaluator))
{
    Console.Error.WriteLine($"{evaluator} is not there: run this from the repository's root, after dotnet build src/Evaluator");
    return 2;
}

var folder = Path.GetFullPath("artifacts/fuzz");
(string Extension, byte[] Content)[] seeds = [.. Seeds()];
var clock = Stopwatch.StartNew();
var (files, most, slowest, faults) = (0, 0L, TimeSpan.Zero, 0);
while (clock.Elapsed.TotalMinutes < minutes)
{
    var batch = Path.Combine(folder, $"{faults}");
    if (Directory.Exists(batch))
        Directory.Delete(batch, recursive: true);
    Directory.CreateDirectory(batch);
    var extension = seeds[random.Next(seeds.Length)].Extension;
    for (var i = 0; i < Batch; i++)
    {
        var ofKind = seeds.Where(seed => seed.Extension == extension).ToArray();
        File.WriteAllBytes(Path.Combine(batch, $"{i}{extension}"), Damaged(extension, ofKind[random.Next(ofKind.Length)].Content));
    }

    var (code, bytes, time) = Inspect(batch);
    files += Batch;
    most = Math.Max(most, bytes);
    slowest = time > slowest ? time : slowest;
    if (code is 0 or 2 && bytes <= MostBytes)
        continue;
    faults++;
    Console.WriteLine($"{batch}: exit code {code}, {bytes >> 20} MB, {time.TotalSeconds:F1} s");
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files in {clock.Elapsed.TotalMinutes:F1} min: {faults} faults; at most {most >> 20} MB, {slowest.TotalSeconds:F1} s for {Batch} files"));
return faults == 0 ? 0 : 1;

(int Code, long Bytes, TimeSpan Time) Inspect(string batch)
{
    var time = Stopwatch.StartNew();
    using var process = Process.Start(new ProcessStartInfo("dotnet", [evaluator, "inspect", batch]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    process.OutputDataReceived += (_, _) => { };
    process.ErrorDataReceived += (_, _) => { };
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    var bytes = 0L;
    while (!process.WaitForExit(20))
    {
        process.Refresh();
        try
        {
            bytes = Math.Max(bytes, process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
        }

        if (time.Elapsed.TotalSeconds > 5 * Batch || bytes > MostBytes)
            process.Kill();
    }

    return (process.ExitCode, bytes, time.Elapsed);
}

byte[] Damaged(string extension, byte[] content) => random.Next(2) == 0 ? Flipped(content) : extension switch
{
    ".png" => WithChecksums(random.Next(2) == 0 ? Flipped(content) : Repacked(content)),
    ".nii.gz" => ZippedInParts(Flipped(Unzipped(content))),
    ".npz" => Entry(Flipped(FirstEntry(content))),
    _ => Flipped(Flipped(content)),
};

// A few bytes, a number at any place, a part left out, doubled or cut off.
byte[] Flipped(byte[] content)
{
    var damaged = content.ToList();
    for (var times = random.Next(1, 5); times > 0 && damaged.Count > 8; times--)
    {
        // Headers are met as often as the rest.
        var at = random.Next(random.Next(2) == 0 ? damaged.Count : Math.Min(damaged.Count, 360));
        var length = Math.Min(random.Next(1, 40), damaged.Count - at);
        switch (random.Next(6))
        {
            case 0:
                damaged[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                damaged[at] = (byte)random.Next(256);
                break;
            case 2:
                long[] extremes = [0, 1, -1, 255, 32767, 32768, 65535, int.MaxValue, int.MinValue, long.MaxValue, 1 << 30];
                var number = BitConverter.GetBytes(extremes[random.Next(extremes.Length)]).AsSpan(0, 1 << random.Next(4)).ToArray();
                if (random.Next(2) == 0)
                    Array.Reverse(number);
                for (var i = 0; i < number.Length && at + i < damaged.Count; i++)
                    damaged[at + i] = number[i];
                break;
            case 3:
                damaged.RemoveRange(at, length);
                break;
            case 4:
                damaged.InsertRange(at, damaged.GetRange(at, length));
                break;
            default:
                if (random.Next(4) == 0)
                    damaged.RemoveRange(at, damaged.Count - at);
                break;
        }
    }

    return [.. damaged];
}

// The picture's rows damaged below their compression.
byte[] Repacked(byte[] png)
{
    var start = png.AsSpan().IndexOf("IDAT"u8);
    if (start < 4)
        return png;
    var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(start - 4));
    using var rows = new MemoryStream();
    using (var unpack = new ZLibStream(new MemoryStream(png, start + 4, length), CompressionMode.Decompress))
        unpack.CopyTo(rows);
    using var packed = new MemoryStream();
    using (var pack = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        pack.Write(Flipped(rows.ToArray()));
    var size = new byte[4];
    BinaryPrimitives.WriteInt32BigEndian(size, (int)packed.Length);
    return [.. png[..(start - 4)], .. size, .. "IDAT"u8, .. packed.ToArray(), .. png[(start + 4 + length)..]];
}

static byte[] WithChecksums(byte[] png)
{
    for (var at = 8L; at + 12 <= png.Length;)
    {
        var length = (long)BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan((int)at));
        if (at + 12 + length > png.Length)
            break;
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan((int)(at + 8 + length)), Crc(png.AsSpan((int)at + 4, (int)length + 4)));
        at += 12 + length;
    }

    return png;
}

static uint Crc(ReadOnlySpan<byte> content)
{
    var crc = uint.MaxValue;
    foreach (var value in content)
    {
        crc ^= value;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
    }

    return ~crc;
}

byte[] ZippedInParts(byte[] content)
{
    var cut = random.Next(content.Length + 1);
    return random.Next(2) == 0 ? Zipped(content) : [.. Zipped(content[..cut]), .. Zipped(content[cut..])];
}

static byte[] Zipped(byte[] content)
{
    using var packed = new MemoryStream();
    using (var pack = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        pack.Write(content);
    return packed.ToArray();
}

static byte[] Unzipped(byte[] content)
{
    using var unpacked = new MemoryStream();
    using (var unpack = new GZipStream(new MemoryStream(content), CompressionMode.Decompress))
        unpack.CopyTo(unpacked);
    return unpacked.ToArray();
}

static byte[] Entry(byte[] content)
{
    using var packed = new MemoryStream();
    using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
    {
        using var entry = archive.CreateEntry("mask.npy", CompressionLevel.Fastest).Open();
        entry.Write(content);
    }

    return packed.ToArray();
}

static byte[] FirstEntry(byte[] content)
{
    using var archive = new ZipArchive(new MemoryStream(content));
    using var entry = archive.Entries[0].Open();
    using var unpacked = new MemoryStream();
    entry.CopyTo(unpacked);
    return unpacked.ToArray();
}

static IEnumerable<(string Extension, byte[] Content)> Seeds()
{
    string[] folders = ["samples/BrainTumor/data/train/masks", "../shared/data/ivadomed/formats", "../shared/data/voc_palette"];
    foreach (var path in folders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
    {
        var extension = Path.GetExtension(path);
        if (extension is ".png" or ".tif" && new FileInfo(path).Length < 200_000)
            yield return (extension, File.ReadAllBytes(path));
    }

    byte[] mask = [.. Enumerable.Range(0, 24 * 20).Select(pixel => (byte)(pixel / 5 % 3 == 0 ? 1 : 0))];
    var header = "{'descr': '|u1', 'fortran_order': False, 'shape': (24, 20), }".PadRight(117) + "\n";
    byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. mask];
    yield return (".npy", npy);
    yield return (".npz", Entry(npy));

    var nifti = new byte[352 + mask.Length];
    BinaryPrimitives.WriteInt32LittleEndian(nifti, 348);
    short[] sizes = [3, 20, 24, 1, 1, 1, 1, 1];
    for (var i = 0; i < sizes.Length; i++)
        BinaryPrimitives.WriteInt16LittleEndian(nifti.AsSpan(40 + (2 * i)), sizes[i]);
    nifti[70] = 2;
    nifti[72] = 8;
    foreach (var at in (int[])[76, 80, 84, 88])
        BinaryPrimitives.WriteSingleLittleEndian(nifti.AsSpan(at), 1);
    BinaryPrimitives.WriteSingleLittleEndian(nifti.AsSpan(108), 352);
    "n+1\0"u8.CopyTo(nifti.AsSpan(344));
    mask.CopyTo(nifti, 352);
    yield return (".nii", nifti);
    yield return (".nii.gz", Zipped(nifti));
    yield return (".nii.gz", [.. Zipped(nifti[..400]), .. Zipped(nifti[400..])]);

    // 12 bits, in one strip behind the directory: width, height, bits, no compression, black is zero, place, samples, rows, bytes.
    byte[] pixels = [.. Enumerable.Range(0, 24 * 30).Select(at => (byte)(at % 3 == 2 ? at : 0))];
    (short Tag, int Value)[] entries = [(256, 20), (257, 24), (258, 12), (259, 1), (262, 1), (273, 8 + 2 + (9 * 12) + 4), (277, 1), (278, 24), (279, pixels.Length)];
    yield return (".tif",
    [
        .. "II*\0"u8, 8, 0, 0, 0, 9, 0,
        .. entries.SelectMany(entry => (byte[])[.. BitConverter.GetBytes(entry.Tag), 4, 0, 1, 0, 0, 0, .. BitConverter.GetBytes(entry.Value)]),
        0, 0, 0, 0, .. pixels,
    ]);
}
