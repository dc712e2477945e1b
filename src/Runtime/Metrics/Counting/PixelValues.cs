using System.Numerics;

namespace MaskSharp;

/// <summary>Tests of numbers against constants, which a dtype may round or not hold at all.</summary>
internal static class PixelValues
{
    /// <summary>value ≥ <paramref name="cut"/>, which floating types round as torch does; an integer is at least the next integer.</summary>
    public static AtLeast<T> AtLeast<T>(double cut)
        where T : unmanaged, INumber<T> => new(T.CreateSaturating(IsInteger<T>() ? Math.Ceiling(cut) : cut));

    /// <summary>Whether the type has this very number.</summary>
    public static bool Holds<T>(int number)
        where T : unmanaged, INumber<T> => double.CreateSaturating(T.CreateSaturating(number)) == number;

    // 0.5 of an integer type is 0, which tells it from the floating ones.
    private static bool IsInteger<T>()
        where T : unmanaged, INumber<T> => T.CreateSaturating(0.5) == T.Zero;
}
