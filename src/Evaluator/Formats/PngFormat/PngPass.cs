namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>One pass of an interlaced PNG picture (Adam7; W3C PNG specification, 8.1): every <c>Step</c>-th pixel from <c>First</c> on.</summary>
internal readonly record struct PngPass(int FirstColumn, int FirstRow, int ColumnStep, int RowStep)
{
    /// <summary>A picture that is not interlaced.</summary>
    public static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    public static readonly PngPass[] Adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    public int Width(MaskShape shape) => (shape.Width - FirstColumn + ColumnStep - 1) / ColumnStep;

    public int Height(MaskShape shape) => (shape.Height - FirstRow + RowStep - 1) / RowStep;
}
