using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>What a member throws by its own words is documented, each type by itself, with when it is thrown.</summary>
internal sealed class ErrorRule : MemberRule
{
    private static readonly ConditionalWeakTable<Compilation, ThrownErrors> _errors = [];

    public override IEnumerable<string> Faults(ISymbol member, MemberText text, PublicApi api)
    {
        var documented = text.Errors.ToList();
        foreach (var (type, said) in documented)
        {
            if (said.Length == 0)
                yield return $"does not say when {type} is thrown";
        }

        if (text.IsOfOtherAssembly)
            yield break;
        var thrown = _errors.GetValue(api.Compilation, compilation => new(compilation));
        foreach (var (type, _) in documented)
        {
            if (!thrown.PossibleOf(member).Any(error => error.Type.GetDocumentationCommentId() == type))
                yield return $"documents {type}, which nothing throws";
        }

        foreach (var (error, by) in thrown.Of(member))
        {
            if (!documented.Exists(known => known.Type == error.GetDocumentationCommentId()))
                yield return $"throws {error.Name} undocumented, in {PublicApi.NameOf(by)}";
        }
    }
}
