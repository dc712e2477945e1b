namespace BrainTumor.Slices;

/// <summary>The data cannot be used as it is; the message says what is wrong, where, and what to do.</summary>
internal sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
