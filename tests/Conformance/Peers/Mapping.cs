namespace Conformance.Peers;

/// <summary>What a peer's case is here: a call of an emitted loss, or a reason why it is not run.</summary>
public abstract record Mapping
{
    public static Mapping Decline(string reason) => new Declined(reason);
}
