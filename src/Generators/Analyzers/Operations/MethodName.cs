using System.Collections.Concurrent;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// What rules look for in calls, by the name of the method. Asked once a name: of most calls a rule learns here that they are none of its
/// business.
/// </summary>
internal sealed class MethodName
{
    private const int CacheLimit = 20_000;

    private static readonly ConcurrentDictionary<string, MethodName> _cache = new(StringComparer.Ordinal);

    private MethodName(string name)
    {
        IsQuotient = name is "div" or "divide" or "true_divide" or "div_";
        IsAgreement = name is "eq" or "ne" or "equal" or "not_equal" or "eq_" or "ne_" or "equal_" or "not_equal_" or "isclose" or "logical_xor" or "bitwise_xor" or "logical_xor_"
            or "bitwise_xor_" or "count_nonzero" or "abs" or "absolute" or "square" or "Abs" or "l1_loss" or "mse_loss" or "pow" or "Equals" or "Xor" or "HammingDistance" or "div" or "divide" or "true_divide";
        IsHardening = name is "round" or "round_" or "argmax" or "sign" or "sgn" or "floor" or "ceil" or "trunc" or "heaviside" or "gt" or "ge" or "lt" or "le" or "greater"
            or "greater_equal" or "less" or "less_equal" or "gt_" or "ge_" or "lt_" or "le_" or "bernoulli";
        IsRanking = name is "max" or "min" or "topk" or "sort" or "kthvalue" or "median" or "mode";
        IsHostRead = name is "item" or "ToSingle" or "ToDouble" or "ToInt64" or "ToInt32" or "ToInt16" or "ToByte" or "ToSByte" or "ToBoolean" or "ToHalf" or "cpu" or "data" or "tolist" or "print" or "to";
        IsSum = name is "sum" or "count_nonzero";
        IsMean = name == "mean";
        IsActivation = name is "sigmoid" or "sigmoid_" or "expit" or "softmax" or "log_softmax" or "logsigmoid";
        IsOther = !(IsActivation || IsQuotient || IsAgreement || IsHardening || IsRanking || IsHostRead || IsSum || IsMean);
    }

    /// <summary>A division of tensors.</summary>
    public bool IsQuotient { get; }

    /// <summary>A comparison of masks, or a part of one.</summary>
    public bool IsAgreement { get; }

    /// <summary>Values without a gradient: a threshold, a rounding, an argmax.</summary>
    public bool IsHardening { get; }

    /// <summary>Values with their places, along a dimension: the places have no gradient.</summary>
    public bool IsRanking { get; }

    /// <summary>A value of a tensor on the host.</summary>
    public bool IsHostRead { get; }

    /// <summary>A sum over a tensor.</summary>
    public bool IsSum { get; }

    public bool IsMean { get; }

    /// <summary>Probabilities of logits, or their logarithm.</summary>
    public bool IsActivation { get; }

    /// <summary>None of these.</summary>
    public bool IsOther { get; }

    public static MethodName Of(string name)
    {
        if (_cache.TryGetValue(name, out var known))
            return known;
        var made = new MethodName(name);
        if (_cache.Count < CacheLimit)
            _cache[name] = made;
        return made;
    }
}
