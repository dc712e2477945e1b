using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>Whether a pixel counts: the mask says so, and it is not ignored.</summary>
internal readonly struct CountedBits<TMask, TIgnored>(TMask mask, TIgnored ignored) : IPixelBits<CountedBits<TMask, TIgnored>>
    where TMask : struct, IPixelBits<TMask>
    where TIgnored : struct, IPixelBits<TIgnored>
{
    private readonly TMask _mask = mask;
    private readonly TIgnored _ignored = ignored;

    public CountedBits<TMask, TIgnored> From(long first) => new(_mask.From(first), _ignored.From(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(nint first) => _mask.Word(first) & ~_ignored.Word(first);

    public ulong Rest(nint first, int count) => _mask.Rest(first, count) & ~_ignored.Rest(first, count);
}
