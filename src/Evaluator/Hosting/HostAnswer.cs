using System.Globalization;
using System.Text.Json;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Hosting;

/// <summary>What a child process told until its end.</summary>
internal sealed class HostAnswer
{
    // So much of what it said last goes into the error if it crashed.
    private const int KeptLines = 5;

    private readonly Queue<string> _lastLines = new();
    private readonly List<CasePair> _cases = [];
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<CasePair> Cases => _cases;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>It told all it had to tell.</summary>
    public bool IsComplete { get; private set; }

    public int ExitCode { get; set; }

    /// <summary>How a process that told no end came to its own, such as "ended with exit code 134: terminate called …".</summary>
    public string Fate => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {ExitCode}{(_lastLines.Count == 0 ? " and said nothing" : ": " + string.Join(" | ", _lastLines))}");

    /// <summary>Takes in a message.</summary>
    public void Add(JsonElement message, Action<int, int> progress)
    {
        var member = message.EnumerateObject().First();
        switch (member.Name)
        {
            case HostVoice.CaseMember:
                _cases.Add(new CasePair(member.Value[0].GetString()!, member.Value[1].GetString()!, member.Value[2].GetString()!));
                break;
            case HostVoice.FindingMember:
                _findings.Add(Finding.Error(member.Value[0].GetString()!, member.Value[1].GetString()!, member.Value[2].GetString()));
                break;
            case HostVoice.ProgressMember:
                progress(member.Value[0].GetInt32(), member.Value[1].GetInt32());
                break;
            default:
                IsComplete = true;
                break;
        }
    }

    /// <summary>Remembers a line of the user's own; the frames of a stack, which end a crash's lines, say less than what stands before them.</summary>
    public void Hear(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("frame #", StringComparison.Ordinal)) return;
        _lastLines.Enqueue(line.Trim());
        if (_lastLines.Count > KeptLines) _lastLines.Dequeue();
    }
}
