namespace Conformance.Running;

/// <summary>What became of a case.</summary>
public enum Verdict
{
    /// <summary>Value and gradient are the peer's.</summary>
    Equal,

    /// <summary>The peer refuses the call, and so do we, by an exception or a diagnostic.</summary>
    Refused,

    /// <summary>The peer's answer is a known fault or habit that is not copied.</summary>
    PeerFault,

    /// <summary>Not run, with a reason.</summary>
    Declined,

    /// <summary>Run, and not equal.</summary>
    Different,
}
