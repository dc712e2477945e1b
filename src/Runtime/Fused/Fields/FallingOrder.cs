using System.Buffers;
using System.Numerics;

namespace MaskSharp.Fused;

/// <summary>Puts positive numbers, each with its place, into falling order.</summary>
/// <remarks>
/// The bits of positive IEEE numbers are ordered as the numbers are. So a float32 is turned round and packed above its place into
/// one word, and a radix sort, linear in the number of words, sorts these.
/// </remarks>
internal sealed class FallingOrder<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int DigitBits = 11;
    private const int PlaceBits = 32;

    /// <summary>Fewer words than a histogram has counters are faster compared.</summary>
    private const int WorthHistograms = 2048;

    private ulong[] _words;
    private int[] _places;
    private int _count;

    public FallingOrder(int capacity)
    {
        _words = ArrayPool<ulong>.Shared.Rent(capacity);
        _places = ArrayPool<int>.Shared.Rent(IsPacked ? 0 : capacity);
    }

    /// <summary>How many were added.</summary>
    public int Count => _count;

    private static bool IsPacked => typeof(T) == typeof(float);

    /// <summary>The place of the number that is <paramref name="rank"/>th in order, once sorted.</summary>
    public int this[int rank] => IsPacked ? (int)(uint)_words[rank] : _places[rank];

    /// <summary>Adds a number above 0; places are added in rising order.</summary>
    public void Add(T number, int place)
    {
        if (IsPacked)
        {
            _words[_count] = ((ulong)(int.MaxValue - BitConverter.SingleToInt32Bits((float)(object)number)) << PlaceBits) | (uint)place;
        }
        else
        {
            _words[_count] = (ulong)(long.MaxValue - BitConverter.DoubleToInt64Bits((double)(object)number));
            _places[_count] = place;
        }

        _count++;
    }

    /// <summary>Puts all that was added into order; equal numbers keep the order of their places.</summary>
    public void Sort()
    {
        if (!IsPacked)
            SortBeside();
        else if (_count < WorthHistograms)
            Array.Sort(_words, 0, _count);
        else
            SortByDigits();
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_words);
        ArrayPool<int>.Shared.Return(_places);
        (_words, _places) = ([], []);
    }

    private void SortBeside()
    {
        Array.Sort(_words, _places, 0, _count);
        for (var start = 0; start < _count;)
        {
            var end = start + 1;
            while (end < _count && _words[end] == _words[start])
                end++;
            if (end - start > 1)
                Array.Sort(_places, start, end - start);
            start = end;
        }
    }

    private void SortByDigits()
    {
        var spare = ArrayPool<ulong>.Shared.Rent(_count);
        var starts = new int[1 << DigitBits];
        for (var shift = PlaceBits; shift < 8 * sizeof(ulong); shift += DigitBits)
        {
            Array.Clear(starts);
            foreach (var word in _words.AsSpan(0, _count))
                starts[Digit(word, shift)]++;
            var start = 0;
            for (var digit = 0; digit < starts.Length; digit++)
                (starts[digit], start) = (start, start + starts[digit]);
            foreach (var word in _words.AsSpan(0, _count))
                spare[starts[Digit(word, shift)]++] = word;
            (_words, spare) = (spare, _words);
        }

        ArrayPool<ulong>.Shared.Return(spare);
    }

    private static int Digit(ulong word, int shift) => (int)(word >> shift) & ((1 << DigitBits) - 1);
}
