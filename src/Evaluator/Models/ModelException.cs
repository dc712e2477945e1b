namespace MaskSharp.Evaluator.Models;

/// <summary>A model that can't be loaded, or fails.</summary>
internal sealed class ModelException(string message) : Exception(message);
