using System.Text.Json;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Hosting;

/// <summary>The child's side of the messages.</summary>
/// <param name="output">The standard output as it was when the process began: the user's code may replace the console's writer.</param>
internal sealed class HostVoice(Stream output)
{
    public const string CaseMember = "case";
    public const string FindingMember = "finding";
    public const string ProgressMember = "progress";
    public const string EndMember = "end";

    /// <summary>A case was written.</summary>
    public void Case(CasePair pair) => Send(json =>
    {
        json.WriteStartArray(CaseMember);
        json.WriteStringValue(pair.Id);
        json.WriteStringValue(pair.Prediction);
        json.WriteStringValue(pair.GroundTruth);
        json.WriteEndArray();
    });

    /// <summary>Something is wrong.</summary>
    public void Tell(Finding finding) => Send(json =>
    {
        json.WriteStartArray(FindingMember);
        json.WriteStringValue(finding.Code);
        json.WriteStringValue(finding.Message);
        json.WriteStringValue(finding.File);
        json.WriteEndArray();
    });

    /// <summary>So much is done.</summary>
    public void Progress(int done, int total) => Send(json =>
    {
        json.WriteStartArray(ProgressMember);
        json.WriteNumberValue(done);
        json.WriteNumberValue(total);
        json.WriteEndArray();
    });

    /// <summary>Everything was told; a process that ends without this has crashed.</summary>
    public void End() => Send(json => json.WriteBoolean(EndMember, true));

    private void Send(Action<Utf8JsonWriter> members)
    {
        output.Write(HostMessage.Line(members));
        output.Flush();
    }
}
