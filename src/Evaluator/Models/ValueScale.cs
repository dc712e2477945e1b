namespace MaskSharp.Evaluator.Models;

/// <summary>What is done to an image's values before mean and deviation.</summary>
internal enum ValueScale
{
    /// <summary>Pictures (PNG, JPEG, TIFF) as <see cref="Unit"/>, volumes and arrays (NIfTI, NumPy) as <see cref="None"/>.</summary>
    Auto,

    /// <summary>Whole numbers are divided by the largest of their type, so that they lie from 0 to 1.</summary>
    Unit,

    /// <summary>Values stay as they are.</summary>
    None,
}
