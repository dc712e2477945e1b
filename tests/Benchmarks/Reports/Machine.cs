using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Benchmarks.Reports;

/// <summary>The class of machine that the figures were taken on.</summary>
internal sealed record Machine(string Architecture, int Cores, string Vectors, string Runtime)
{
    public static Machine Here => new(
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? "512-bit (AVX-512)"
            : Vector256.IsHardwareAccelerated ? $"256-bit{(Avx512F.IsSupported ? " (AVX-512 present, not preferred)" : "")}"
            : "128-bit",
        RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Architecture}, {Cores} cores, {Vectors} vectors, {Runtime}";
}
