using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Stamps;

/// <summary>
/// XXH64 with seed 0 (Collet, xxHash specification 0.1.1): tells whether content has changed, and guards against nobody. A cryptographic
/// hash would first load OpenSSL, which takes longer than all else that a gate with nothing to do does.
/// </summary>
internal sealed class ContentHash
{
    private const int Stripe = 32;
    private const int Piece = 1 << 16;
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private readonly byte[] _rest = new byte[Stripe];
    private ulong _a = unchecked(Prime1 + Prime2);
    private ulong _b = Prime2;
    private ulong _c;
    private ulong _d = unchecked(0 - Prime1);
    private int _kept;
    private ulong _length;

    /// <summary>The hash of a file's content.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ulong OfFile(string path)
    {
        var hash = new ContentHash();
        // A pipe would never be opened, and a device never end.
        if (LinkedPath.Length(path) == 0) return hash.Value;
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            for (int read; (read = RandomAccess.Read(file, piece, (long)hash._length)) > 0;) hash.Append(piece.AsSpan(0, read));
            return hash.Value;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_kept > 0)
        {
            var taken = Math.Min(Stripe - _kept, bytes.Length);
            bytes[..taken].CopyTo(_rest.AsSpan(_kept));
            _kept += taken;
            bytes = bytes[taken..];
            if (_kept < Stripe) return;
            Mix(_rest);
            _kept = 0;
        }
        var whole = bytes.Length - bytes.Length % Stripe;
        Mix(bytes[..whole]);
        bytes[whole..].CopyTo(_rest);
        _kept = bytes.Length - whole;
    }

    public void Append(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Append(bytes);
    }

    /// <summary>The hash of all that was appended.</summary>
    public ulong Value
    {
        get
        {
            var hash = _length < Stripe
                ? Prime5
                : Merged(Merged(Merged(Merged(BitOperations.RotateLeft(_a, 1) + BitOperations.RotateLeft(_b, 7) + BitOperations.RotateLeft(_c, 12) + BitOperations.RotateLeft(_d, 18), _a), _b), _c), _d);
            hash += _length;
            var rest = _rest.AsSpan(0, _kept);
            for (; rest.Length >= 8; rest = rest[8..])
                hash = BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1 + Prime4;
            if (rest.Length >= 4)
            {
                hash = BitOperations.RotateLeft(hash ^ BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1, 23) * Prime2 + Prime3;
                rest = rest[4..];
            }
            foreach (var value in rest) hash = BitOperations.RotateLeft(hash ^ value * Prime5, 11) * Prime1;
            hash = (hash ^ hash >> 33) * Prime2;
            hash = (hash ^ hash >> 29) * Prime3;
            return hash ^ hash >> 32;
        }
    }

    private void Mix(ReadOnlySpan<byte> stripes)
    {
        var (a, b, c, d) = (_a, _b, _c, _d);
        for (; stripes.Length >= Stripe; stripes = stripes[Stripe..])
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(stripes));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(stripes[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(stripes[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(stripes[24..]));
        }
        (_a, _b, _c, _d) = (a, b, c, d);
    }

    private static ulong Round(ulong lane, ulong value) => BitOperations.RotateLeft(lane + value * Prime2, 31) * Prime1;

    private static ulong Merged(ulong hash, ulong lane) => (hash ^ Round(0, lane)) * Prime1 + Prime4;
}
