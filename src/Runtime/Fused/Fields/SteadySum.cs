using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>Sums whose bits do not depend on the number of threads: torch adds up one large row in as many parts as it has threads.</summary>
internal static class SteadySum
{
    /// <summary>Rows up to twice this length are added up by one thread.</summary>
    private const long Chunk = 16_384;

    /// <summary>The sum over the last dimension.</summary>
    public static Tensor OverLast(Tensor values)
    {
        var length = values.shape[^1];
        var chunks = length / Chunk;
        if (values.device_type != DeviceType.CPU || chunks < 2)
            return values.contiguous().sum(-1);
        var rows = values.contiguous();
        long[] outer = values.shape[..^1];
        var main = rows.narrow(-1, 0, chunks * Chunk).reshape([.. outer, chunks, Chunk]).sum(-1);
        var rest = rows.narrow(-1, chunks * Chunk, length - (chunks * Chunk)).sum(-1, keepdim: true);
        return cat([main, rest], -1).sum(-1);
    }

    /// <summary>The sum of all elements, 0-dim.</summary>
    public static Tensor OfAll(Tensor values) => OverLast(values.reshape(-1));
}
