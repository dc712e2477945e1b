using System.Text;

namespace MsBuildTasks.Tests.LibTorch;

/// <summary>Writes the smallest ELF library that has imports with versions: headers, a dynamic section and its tables.</summary>
internal sealed class ElfBuilder
{
    /// <summary>Addresses differ from file offsets by this much, as in real libraries.</summary>
    private const long AddressShift = 0x1000;

    private readonly List<(string Name, string Library, string Version)> _imports = [];
    private readonly List<string> _definitions = [];
    private readonly List<byte> _strings = [0];

    private ElfBuilder()
    {
    }

    public static ElfBuilder Create() => new();

    /// <summary>An import with the library and the version that it is bound to.</summary>
    public ElfBuilder Import(string name, string library, string version)
    {
        _imports.Add((name, library, version));
        return this;
    }

    /// <summary>A version that the library defines.</summary>
    public ElfBuilder Define(string version)
    {
        _definitions.Add(version);
        return this;
    }

    public byte[] Build()
    {
        var versions = _imports.Select(import => (import.Library, import.Version)).Distinct().ToList();
        var symbols = Table(24, [new byte[24], .. _imports.Select(Symbol)]);
        var symbolVersions = Table(2, [.. _imports.Select(import => Bytes((ushort)(versions.IndexOf((import.Library, import.Version)) + 2))).Prepend(new byte[2])]);
        var needs = Needs(versions);
        var definitions = Definitions();
        var gnuHash = Join(Bytes(1u), Bytes((uint)_imports.Count + 1), Bytes(1u), Bytes(0u));
        var strings = _strings.ToArray();

        const int headers = 64 + 2 * 56;
        var offsets = new long[6];
        var offset = (long)headers;
        byte[][] tables = [symbols, symbolVersions, needs, definitions, gnuHash, strings];
        for (var i = 0; i < tables.Length; i++)
        {
            offsets[i] = offset;
            offset += tables[i].Length;
        }

        var dynamic = Join([
            Entry(6, offsets[0] + AddressShift), Entry(0x6ffffff0, offsets[1] + AddressShift),
            .. versions.Count > 0 ? new[] { Entry(0x6ffffffe, offsets[2] + AddressShift), Entry(0x6fffffff, versions.Select(v => v.Library).Distinct().Count()) } : [],
            .. _definitions.Count > 0 ? new[] { Entry(0x6ffffffc, offsets[3] + AddressShift), Entry(0x6ffffffd, _definitions.Count) } : [],
            Entry(0x6ffffef5, offsets[4] + AddressShift), Entry(5, offsets[5] + AddressShift), Entry(0, 0)]);
        var total = offset + dynamic.Length;

        var header = new byte[64];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(header, 0);
        Bytes(64UL).CopyTo(header, 32);
        Bytes((ushort)56).CopyTo(header, 54);
        Bytes((ushort)2).CopyTo(header, 56);
        return Join([header, Segment(1, 0, total), Segment(2, offset, dynamic.Length), .. tables, dynamic]);
    }

    private uint String(string text)
    {
        var index = (uint)_strings.Count;
        _strings.AddRange(Encoding.ASCII.GetBytes(text + "\0"));
        return index;
    }

    private byte[] Symbol((string Name, string Library, string Version) import) =>
        Join(Bytes(String(import.Name)), [0x12, 0], Bytes((ushort)0), new byte[16]);

    private byte[] Needs(List<(string Library, string Version)> versions)
    {
        var libraries = versions.GroupBy(version => version.Library).ToList();
        return Join([.. libraries.Select((library, at) => Join([
            Bytes((ushort)1), Bytes((ushort)library.Count()), Bytes(String(library.Key)), Bytes(16u),
            Bytes(at == libraries.Count - 1 ? 0u : 16u + 16u * (uint)library.Count()),
            .. library.Select((version, i) => Join(
                Bytes(0u), Bytes((ushort)0), Bytes((ushort)(versions.IndexOf(version) + 2)), Bytes(String(version.Version)),
                Bytes(i == library.Count() - 1 ? 0u : 16u)))]))]);
    }

    private byte[] Definitions() => Join([.. _definitions.Select((version, i) => Join(
        Bytes((ushort)1), Bytes((ushort)0), Bytes((ushort)(i + 1)), Bytes((ushort)1), Bytes(0u), Bytes(20u),
        Bytes(i == _definitions.Count - 1 ? 0u : 28u), Bytes(String(version)), Bytes(0u)))]);

    private static byte[] Segment(uint type, long offset, long size) => Join(
        Bytes(type), Bytes(0u), Bytes((ulong)offset), Bytes((ulong)(offset + AddressShift)), Bytes((ulong)(offset + AddressShift)),
        Bytes((ulong)size), Bytes((ulong)size), Bytes(8UL));

    private static byte[] Entry(ulong tag, long value) => Join(Bytes(tag), Bytes((ulong)value));

    private static byte[] Table(int size, byte[][] rows)
    {
        Assert.All(rows, row => Assert.Equal(size, row.Length));
        return Join(rows);
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Bytes(ushort value) => BitConverter.GetBytes(value);

    private static byte[] Bytes(uint value) => BitConverter.GetBytes(value);

    private static byte[] Bytes(ulong value) => BitConverter.GetBytes(value);
}
