using Conformance.Peers;
using Conformance.Vectors;
using static TorchSharp.torch;

namespace Conformance.Running;

/// <summary>Runs one case in double and single precision and compares value and gradient with the peer's.</summary>
public static class CaseRunner
{
    public static CaseResult Run(VectorCase vector, LossCall call, LossFunction loss)
    {
        if (vector.Error is not null)
            return RunRefusal(vector, call, loss);
        var failures = new List<string>();
        var closest = "";
        foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
        {
            var (value, gradient) = Evaluate(vector, call, loss, type);
            Check("value", value, vector.Output!);
            if (call.HasOneGradient && vector.Gradient is { } expected)
                Check("gradient", gradient, expected);

            void Check(string what, double[] actual, VectorTensor wanted)
            {
                var strict = type == ScalarType.Float32 && call.Strict;
                var (relative, absolute) = vector.Tolerance ?? (type == ScalarType.Float64 ? (1e-9, 1e-9) : (1e-4, 1e-6));
                var difference = Difference.Between(actual, wanted.Data, relative, absolute);
                if (difference.Excess > 1 || (strict && difference.OfLargest > 1e-6))
                    failures.Add($"{type} {what}: off by {difference.ElementWise:0.0e0} element-wise, {difference.OfLargest:0.0e0} of the largest; got {First(actual)}, expected {First(wanted.Data)}");
                closest += $"{(closest.Length > 0 ? ", " : "")}{type} {what} {difference.OfLargest:0.0e0}";
            }
        }

        return failures.Count == 0
            ? new(vector.Id, Verdict.Equal, closest)
            : new(vector.Id, Verdict.Different, $"{call.Options}: {string.Join("; ", failures)}");
    }

    private static CaseResult RunRefusal(VectorCase vector, LossCall call, LossFunction loss)
    {
        try
        {
            Evaluate(vector, call, loss, ScalarType.Float64);
            return new(vector.Id, Verdict.Different, $"{call.Options}: the peer raises {vector.Error}, here nothing is thrown");
        }
        catch (ArgumentException refusal)
        {
            return new(vector.Id, Verdict.Refused, refusal.Message);
        }
    }

    private static (double[] Value, double[] Gradient) Evaluate(VectorCase vector, LossCall call, LossFunction loss, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var tensors = vector.Inputs.ToDictionary(input => input.Key, input => Torch(input.Value, input.Key == "input" ? type : null, type));
        var leaf = tensors["input"].requires_grad_(true);
        var output = loss(call.Before(leaf), call.Target(tensors["target"]), call.Mask(tensors));
        if (!Equals(output.dtype, type))
            throw new InvalidOperationException($"the loss of {type} logits is {output.dtype}");
        output.sum().backward();
        return (Numbers(output), Numbers(leaf.grad!));
    }

    private static Tensor Torch(VectorTensor source, ScalarType? forced, ScalarType floating)
    {
        var type = forced ?? source.Dtype switch
        {
            "int64" => ScalarType.Int64,
            "bool" => ScalarType.Bool,
            _ => floating,
        };
        return tensor(source.Data, source.Shape, dtype: ScalarType.Float64).to(type);
    }

    private static double[] Numbers(Tensor values) => values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();

    private static string First(double[] numbers)
        => string.Join(", ", numbers.Take(3).Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture))) + (numbers.Length > 3 ? ", …" : "");
}
