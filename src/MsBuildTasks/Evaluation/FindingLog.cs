using Microsoft.Build.Utilities;

namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>Logs findings as errors and warnings of the build, each with a link to its rule's page where the page is at hand.</summary>
/// <remarks>Texts are finished before they are logged: a task host formats a message's arguments in its own way.</remarks>
internal sealed class FindingLog
{
    private readonly TaskLoggingHelper _log;
    private readonly string _rulePages;

    /// <param name="log">The task's own log.</param>
    /// <param name="rulePages">The full path of the folder that has a page <c>CODE.md</c> for each code; may be empty or absent.</param>
    public FindingLog(TaskLoggingHelper log, string rulePages)
    {
        _log = log;
        _rulePages = rulePages;
    }

    public void Error(ItemOrigin origin, string code, string text) => Write(new FindingLine(origin.File, origin.Line, true, code, text));

    public void Write(FindingLine finding)
    {
        if (finding.IsError)
            _log.LogError(null, finding.Code, null, HelpLink(finding.Code), finding.File, finding.Line, 0, 0, 0, finding.Text);
        else
            _log.LogWarning(null, finding.Code, null, HelpLink(finding.Code), finding.File, finding.Line, 0, 0, 0, finding.Text);
    }

    private string? HelpLink(string code)
    {
        if (_rulePages.Length == 0)
            return null;
        var page = Path.GetFullPath(Path.Combine(_rulePages, code + ".md"));
        return File.Exists(page) ? new Uri(page).AbsoluteUri : null;
    }
}
