using System.Globalization;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>Turns a model's scores into labels or probabilities.</summary>
internal static class Activations
{
    // Probabilities written as float may pass 0 and 1 by rounding.
    private const float Tolerance = 1e-4f;

    /// <exception cref="UsageException">The activation does not fit the output.</exception>
    /// <exception cref="ModelException">The output is not what the activation says.</exception>
    public static Prediction Apply(ScoreMap scores, PredictOptions options)
    {
        var (values, channels) = (scores.Values, scores.Channels);
        if (Array.Exists(values, float.IsNaN)) throw new ModelException("gives NaN (not a number)");
        if (options.OutputChannel >= channels)
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{options.Spelling.Name("--output-channel")} is {options.OutputChannel}, but the model gives {channels} {(channels == 1 ? "channel" : "channels")}, from 0 on"));
        if (scores.IsWhole) return OfWhole(values, channels, options);

        var size = values.Length / channels;
        switch (options.Activation)
        {
            case Activation.Sigmoid:
                for (var i = 0; i < values.Length; i++) values[i] = 1 / (1 + MathF.Exp(-values[i]));
                break;
            case Activation.Softmax or Activation.Argmax when channels == 1:
                throw new UsageException($"{options.Spelling.Name("--activation")} is {options.Spelling.Choice(options.Activation)}, but the model gives one channel; use {options.Spelling.Choice(Activation.Sigmoid)}, or {options.Spelling.Choice(Activation.None)} if it gives probabilities");
            case Activation.Softmax:
                Softmax(values, channels, size);
                break;
        }
        if (options.OutputChannel is { } channel) return new Prediction(null, Probabilities(values.AsSpan(channel * size, size).ToArray(), options.Spelling));
        if (channels == 1) return new Prediction(null, Probabilities(values, options.Spelling));
        if (options.Activation == Activation.Sigmoid)
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"the model gives {channels} channels, each with a sigmoid of its own, which are {channels} masks; choose one by {options.Spelling.Name("--output-channel")}"));
        return options.Activation == Activation.Softmax && channels == 2 && !options.WritesLabels
            ? new Prediction(null, values.AsSpan(size, size).ToArray())
            : new Prediction(Largest(values, channels, size), null);
    }

    private static Prediction OfWhole(float[] values, int channels, PredictOptions options)
    {
        if (options.Activation != Activation.None || channels != 1)
            throw new UsageException($"the model gives whole numbers, which are labels: {options.Spelling.Name("--activation")} is to be {options.Spelling.Choice(Activation.None)}, and the output to have one channel; it has {channels}");
        if (Array.Exists(values, value => value is < 0 or > 1 << 24)) throw new ModelException("gives labels that are negative, or larger than 2^24");
        return new Prediction([.. values.Select(value => (int)value)], null);
    }

    private static float[] Probabilities(float[] map, SettingSpelling spelling)
    {
        var (least, most) = (map.Min(), map.Max());
        if (least >= -Tolerance && most <= 1 + Tolerance) return map;
        throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"gives values from {least} to {most}, which are no probabilities; if it gives logits, set {spelling.With("--activation", Activation.Sigmoid)}"));
    }

    private static void Softmax(float[] values, int channels, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var largest = values[i];
            for (var c = 1; c < channels; c++) largest = Math.Max(largest, values[c * size + i]);
            var sum = 0f;
            for (var c = 0; c < channels; c++) sum += values[c * size + i] = MathF.Exp(values[c * size + i] - largest);
            for (var c = 0; c < channels; c++) values[c * size + i] /= sum;
        }
    }

    private static int[] Largest(float[] values, int channels, int size)
    {
        var labels = new int[size];
        for (var i = 0; i < size; i++)
        {
            for (var c = 1; c < channels; c++)
            {
                if (values[c * size + i] > values[labels[i] * size + i]) labels[i] = c;
            }
        }
        return labels;
    }
}
