using Conformance.Peers;
using Conformance.Reference;
using Conformance.Vectors;

namespace Conformance.Running;

/// <summary>Takes all cases of one loss of a peer to a verdict.</summary>
public static class Conformer
{
    /// <summary>Runs the emitted losses: every distinct attribute becomes one class of one compilation.</summary>
    public static IReadOnlyList<CaseResult> RunEmitted(IPeer peer, string loss)
    {
        var cases = Cases(peer, loss);
        var calls = cases.Select(vector => Plan(peer, loss, vector)).ToList();
        var attributes = calls.Select(plan => plan.Call?.Options.AttributeText).OfType<string>().Distinct().ToList();
        var classes = attributes.Count == 0 ? [] : EmittedClasses.Compile(attributes);
        return [.. cases.Zip(calls, (vector, plan) =>
        {
            if (plan.Call is null)
                return plan.Result!;
            var emitted = classes[attributes.IndexOf(plan.Call.Options.AttributeText)];
            if (emitted.Refusals.Count == 0)
                return CaseRunner.Run(vector, plan.Call, emitted.Loss);
            var refusal = string.Join("; ", emitted.Refusals);
            return new(vector.Id, vector.Error is null ? Verdict.Different : Verdict.Refused, $"{plan.Call.Options}: {refusal}");
        })];
    }

    /// <summary>Runs the plain reference instead, which checks the mapping and the reference themselves.</summary>
    public static IReadOnlyList<CaseResult> RunReference(IPeer peer, string loss)
        => [.. Cases(peer, loss).Where(vector => vector.Error is null).Select(vector =>
        {
            var plan = Plan(peer, loss, vector);
            return plan.Call is null ? plan.Result! : CaseRunner.Run(vector, plan.Call, new EagerLoss(plan.Call.Options).Loss);
        })];

    private static List<VectorCase> Cases(IPeer peer, string loss)
        => [.. VectorFolder.Find($"{peer.Name}.{loss}").SelectMany(path => VectorFile.Read(path).Cases)];

    private static (LossCall? Call, CaseResult? Result) Plan(IPeer peer, string loss, VectorCase vector)
    {
        if (vector.PeerFault is { } fault)
            return (null, new(vector.Id, Verdict.PeerFault, fault));
        if (vector.Unreadable is { } reason)
            return (null, new(vector.Id, Verdict.Declined, reason));
        return peer.Map(loss, vector) switch
        {
            Declined declined => (null, new(vector.Id, Verdict.Declined, declined.Reason)),
            LossCall call when call.Options.Missing is { } missing => (null, new(vector.Id, Verdict.Declined, $"{missing} yet")),
            LossCall call => (call, null),
            _ => throw new InvalidOperationException(),
        };
    }
}
