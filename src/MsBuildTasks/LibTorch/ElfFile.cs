using System.Text;

namespace MaskSharp.MsBuildTasks.LibTorch;

/// <summary>
/// A 64-bit little-endian ELF file, read through its dynamic section as the loader reads it. It lists the symbol
/// versions that the file defines and needs, and can edit two things in place: how strongly a version is needed,
/// and which symbol an import asks for.
/// </summary>
/// <remarks>Layout: System V ABI, chapter 5, and the Linux Standard Base's "Symbol Versioning".</remarks>
internal sealed class ElfFile
{
    private const int SymbolSize = 24;
    private const ushort WeakFlag = 2;
    private const ushort VersionIndexMask = 0x7fff;

    private readonly byte[] _bytes;
    private readonly List<LoadSegment> _segments = [];
    private readonly Dictionary<ulong, ulong> _dynamic = [];

    private ElfFile(byte[] bytes)
    {
        _bytes = bytes;
        ReadProgramHeaders();
    }

    /// <summary>The file's bytes with every edit made so far.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Reads a file's content; the array is edited in place by the methods of this class.</summary>
    /// <exception cref="InvalidDataException">The bytes are no 64-bit little-endian ELF file, or not a whole one.</exception>
    public static ElfFile Parse(byte[] bytes) => new(bytes);

    /// <summary>The versions this library defines, such as <c>GLIBCXX_3.4.30</c>; empty for one without versions.</summary>
    public IReadOnlyList<string> DefinedVersions()
    {
        var names = new List<string>();
        if (!_dynamic.TryGetValue(DynamicTag.VersionDefinitions, out var address))
            return names;

        // Elf64_Verdef: u16 version, flags, index, count; u32 hash, offset of the first name, offset of the next.
        var entry = Offset(address);
        long next;
        var left = Dynamic(DynamicTag.VersionDefinitionCount);
        do
        {
            names.Add(DynamicString(U32(entry + U32(entry + 12))));
            next = U32(entry + 16);
            entry += next;
        }
        while (--left > 0 && next != 0);

        return names;
    }

    /// <summary>The versions this file needs of other libraries.</summary>
    public IReadOnlyList<NeededVersion> NeededVersions()
    {
        var needed = new List<NeededVersion>();
        if (!_dynamic.TryGetValue(DynamicTag.VersionNeeds, out var address))
            return needed;

        // Elf64_Verneed: u16 version, count; u32 file, offset of the first Vernaux, offset of the next Verneed.
        // Elf64_Vernaux: u32 hash; u16 flags, index; u32 name, offset of the next.
        var entry = Offset(address);
        long next;
        var left = Dynamic(DynamicTag.VersionNeedCount);
        do
        {
            var library = DynamicString(U32(entry + 4));
            var version = entry + U32(entry + 8);
            for (var count = U16(entry + 2); count > 0; count--)
            {
                needed.Add(new NeededVersion(
                    library,
                    DynamicString(U32(version + 8)),
                    (ushort)(U16(version + 6) & VersionIndexMask),
                    (U16(version + 4) & WeakFlag) != 0,
                    version));
                version += U32(version + 12);
            }

            next = U32(entry + 12);
            entry += next;
        }
        while (--left > 0 && next != 0);

        return needed;
    }

    /// <summary>The names of the imported symbols that are bound to a needed version.</summary>
    public IReadOnlyList<string> ImportsOf(NeededVersion version)
    {
        var names = new List<string>();
        for (long symbol = 1; symbol < ImportLimit(); symbol++)
        {
            if (IsImport(symbol) && (U16(VersionOffset(symbol)) & VersionIndexMask) == version.Index)
                names.Add(SymbolName(symbol));
        }

        return names;
    }

    /// <summary>Lets the loader go on when the version is missing, as for a symbol declared weak.</summary>
    public void MakeWeak(NeededVersion version) =>
        WriteU16(version.Offset + 4, (ushort)(U16(version.Offset + 4) | WeakFlag));

    /// <summary>Makes the import <paramref name="from"/> ask for the symbol, and the version, that the import <paramref name="to"/> asks for.</summary>
    /// <exception cref="InvalidDataException">One of the two is not imported by this file.</exception>
    public void RedirectImport(string from, string to)
    {
        var source = FindImport(from);
        var target = FindImport(to);
        WriteU32(SymbolOffset(source), (uint)U32(SymbolOffset(target)));
        WriteU16(VersionOffset(source), U16(VersionOffset(target)));
    }

    private void ReadProgramHeaders()
    {
        if (_bytes.Length < 64 || _bytes[0] != 0x7f || _bytes[1] != 'E' || _bytes[2] != 'L' || _bytes[3] != 'F'
            || _bytes[4] != 2 || _bytes[5] != 1)
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }

        var header = (long)U64(32);
        int size = U16(54);
        var dynamic = -1L;
        for (int left = U16(56); left > 0; left--, header += size)
        {
            // Elf64_Phdr: u32 type, flags; u64 offset, address, physical address, size in the file, in memory, alignment.
            switch (U32(header))
            {
                case 1:
                    _segments.Add(new LoadSegment(U64(header + 16), U64(header + 32), U64(header + 8)));
                    break;
                case 2:
                    dynamic = (long)U64(header + 8);
                    break;
            }
        }

        if (dynamic < 0)
            throw new InvalidDataException("an ELF file without a dynamic section");

        for (; U64(dynamic) != 0; dynamic += 16)
            _dynamic[U64(dynamic)] = U64(dynamic + 8);
    }

    /// <summary>One past the last symbol that can be an import: the loader's hash tables cover definitions only, and those come last.</summary>
    private long ImportLimit()
    {
        if (_dynamic.TryGetValue(DynamicTag.GnuHash, out var gnuHash))
            return U32(Offset(gnuHash) + 4);
        return _dynamic.TryGetValue(DynamicTag.Hash, out var hash) ? U32(Offset(hash) + 4) : 0;
    }

    private long FindImport(string name)
    {
        for (long symbol = 1; symbol < ImportLimit(); symbol++)
        {
            if (IsImport(symbol) && SymbolName(symbol) == name)
                return symbol;
        }

        throw new InvalidDataException($"the file does not import '{name}'");
    }

    // Elf64_Sym: u32 name; u8 info, other; u16 section (0 = undefined here, so imported); u64 value, size.
    private bool IsImport(long symbol) => U16(SymbolOffset(symbol) + 6) == 0;

    private string SymbolName(long symbol) => DynamicString(U32(SymbolOffset(symbol)));

    private long SymbolOffset(long symbol) => Offset(Dynamic(DynamicTag.SymbolTable)) + symbol * SymbolSize;

    private long VersionOffset(long symbol) => Offset(Dynamic(DynamicTag.SymbolVersions)) + symbol * 2;

    private string DynamicString(long index)
    {
        var start = Offset(Dynamic(DynamicTag.StringTable)) + index;
        var end = start;
        while (Checked(end, 1) >= 0 && _bytes[end] != 0)
            end++;
        return Encoding.ASCII.GetString(_bytes, (int)start, (int)(end - start));
    }

    private ulong Dynamic(ulong tag) =>
        _dynamic.TryGetValue(tag, out var value)
            ? value
            : throw new InvalidDataException($"an ELF file without the dynamic entry 0x{tag:x}");

    private long Offset(ulong address)
    {
        foreach (var segment in _segments)
        {
            if (address >= segment.Address && address - segment.Address < segment.FileSize)
                return (long)(address - segment.Address + segment.FileOffset);
        }

        throw new InvalidDataException($"an ELF file whose address 0x{address:x} lies in no segment");
    }

    private int Checked(long offset, int size) =>
        offset >= 0 && offset <= _bytes.Length - size
            ? (int)offset
            : throw new InvalidDataException("an ELF file that is cut short or damaged");

    private ushort U16(long offset) => BitConverter.ToUInt16(_bytes, Checked(offset, 2));

    private long U32(long offset) => BitConverter.ToUInt32(_bytes, Checked(offset, 4));

    private ulong U64(long offset) => BitConverter.ToUInt64(_bytes, Checked(offset, 8));

    private void WriteU16(long offset, ushort value) => BitConverter.GetBytes(value).CopyTo(_bytes, Checked(offset, 2));

    private void WriteU32(long offset, uint value) => BitConverter.GetBytes(value).CopyTo(_bytes, Checked(offset, 4));

    private readonly record struct LoadSegment(ulong Address, ulong FileSize, ulong FileOffset);

    private static class DynamicTag
    {
        public const ulong Hash = 4;
        public const ulong StringTable = 5;
        public const ulong SymbolTable = 6;
        public const ulong GnuHash = 0x6ffffef5;
        public const ulong SymbolVersions = 0x6ffffff0;
        public const ulong VersionDefinitions = 0x6ffffffc;
        public const ulong VersionDefinitionCount = 0x6ffffffd;
        public const ulong VersionNeeds = 0x6ffffffe;
        public const ulong VersionNeedCount = 0x6fffffff;
    }
}
