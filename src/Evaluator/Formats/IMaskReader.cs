namespace MaskSharp.Evaluator.Formats;

/// <summary>Reads one image format into a <see cref="MaskImage"/>.</summary>
internal interface IMaskReader
{
    /// <summary>Name for messages, such as "PNG".</summary>
    string Name { get; }

    /// <summary>File extensions by which a folder's files are recognised as possible masks, lower case, with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether the format never keeps values, so that its files are read under a threshold alone.</summary>
    bool NeedsThreshold => false;

    /// <summary>Whether the content begins as this format does; the file's extension is not asked.</summary>
    bool Recognises(ReadOnlySpan<byte> content);

    /// <summary>Decodes a whole file.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="acceptLossy">Whether a lossy file may be read; else it is refused with MASK2109 before it is decoded.</param>
    /// <exception cref="MaskFileException">The file is damaged, too large, no mask, or lossy.</exception>
    MaskImage Read(byte[] content, bool acceptLossy);
}
