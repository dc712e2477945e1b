using System.ComponentModel;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>One run of the evaluator, out of process: a crash or a cancelled build ends it, not the build node.</summary>
internal sealed class EvaluatorProcess : ToolTask
{
    /// <summary>The line that ends every run of the evaluator starts so.</summary>
    private const string ClosingPrefix = "MaskSharp: ";

    /// <summary>How much of what the evaluator said last goes into the error when it fails without a finding.</summary>
    private const int KeptLines = 5;

    private readonly EvaluatorSetup _setup;
    private readonly string _arguments;
    private readonly ItemOrigin _origin;
    private readonly FindingLog _findings;
    private readonly Queue<string> _lastLines = new();
    private bool _found;
    private volatile bool _cancelled;

    /// <param name="engine">The engine of the task on whose behalf it runs.</param>
    /// <param name="setup">The evaluator and its host.</param>
    /// <param name="arguments">The evaluator's arguments.</param>
    /// <param name="origin">Where the item is declared for which it runs.</param>
    public EvaluatorProcess(IBuildEngine engine, EvaluatorSetup setup, CommandLine arguments, ItemOrigin origin)
    {
        BuildEngine = engine;
        _setup = setup;
        _arguments = arguments.ToString();
        _origin = origin;
        _findings = new FindingLog(Log, setup.RulePages);
    }

    /// <summary>
    /// Makes warnings of the errors that say something about predictions, for builds that must go on to make better ones.
    /// A wrong setting, a result that can't be written and a failure of the evaluator stay errors.
    /// </summary>
    public string? WarnInsteadBecause { get; set; }

    /// <summary>The run ended well and without a finding.</summary>
    public bool FoundNothing => ExitCode == 0 && !_found && !_cancelled;

    /// <summary>The line that ended the run; empty if there was none.</summary>
    public string Closing { get; private set; } = "";

    /// <inheritdoc/>
    protected override string ToolName => Path.GetFileName(_setup.Host);

    /// <inheritdoc/>
    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    /// <inheritdoc/>
    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Cancel()
    {
        _cancelled = true;
        base.Cancel();
    }

    /// <inheritdoc/>
    protected override string GenerateFullPathToTool() => _setup.Host;

    /// <inheritdoc/>
    protected override string GetWorkingDirectory() => _setup.ProjectFolder;

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands() =>
        new CommandLine().Add("exec").Add(_setup.Evaluator) + " " + _arguments;

    /// <inheritdoc/>
    protected override bool ValidateParameters()
    {
        // A host without a folder is looked for in PATH.
        if (Path.IsPathRooted(_setup.Host) && !File.Exists(_setup.Host))
            Fail($"the evaluator cannot be started, because there is no .NET host {_setup.Host}; set DOTNET_HOST_PATH");
        else if (!File.Exists(_setup.Evaluator))
            Fail($"the evaluator cannot be started, because there is no file {_setup.Evaluator}; restore the package again");
        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    protected override int ExecuteTool(string pathToTool, string responseFileCommands, string commandLineCommands)
    {
        try
        {
            return base.ExecuteTool(pathToTool, responseFileCommands, commandLineCommands);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            Fail($"the evaluator cannot be started: {e.Message} ({pathToTool})");
            return -1;
        }
    }

    /// <inheritdoc/>
    protected override void LogToolCommand(string message) => Log.LogMessage(MessageImportance.Low, message);

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (FindingLine.TryParse(singleLine) is { } finding)
        {
            _found = true;
            _findings.Write(Soften(finding));
            return;
        }

        _lastLines.Enqueue(singleLine);
        if (_lastLines.Count > KeptLines)
            _lastLines.Dequeue();
        var closes = singleLine.StartsWith(ClosingPrefix, StringComparison.Ordinal);
        if (closes)
            Closing = singleLine;
        Log.LogMessage(closes ? MessageImportance.High : MessageImportance.Normal, singleLine);
    }

    /// <inheritdoc/>
    protected override bool HandleTaskExecutionErrors()
    {
        // 1 is a failed gate and 2 bad input, both of which findings explain; all else is no answer.
        var explained = _found && ExitCode is 1 or 2;
        if (!explained && !_cancelled && !Log.HasLoggedErrors)
            Fail($"the evaluator failed with exit code {FormattableString.Invariant($"{ExitCode}")}{LastWords()}");
        return explained && !Log.HasLoggedErrors;
    }

    private string LastWords() =>
        _lastLines.Count == 0 ? " and said nothing" : ": " + string.Join(" | ", _lastLines.Select(line => line.Trim()));

    private FindingLine Soften(FindingLine finding) =>
        WarnInsteadBecause is { } reason && finding.IsError && finding.Code is not (Codes.BadSetting or Codes.NotWritten) && (finding.Code != Codes.EvaluatorFailed || IsOfProgram(finding))
            ? finding with { IsError = false, Text = $"{finding.Text} ({reason})" }
            : finding;

    // A failure at a file, and not where the item stands, is that of a model or of the project's own code, which the run may be about to mend.
    private bool IsOfProgram(FindingLine finding) => finding.Line == 0 && finding.File.Length > 0 && finding.File != _origin.File;

    private void Fail(string text) => _findings.Error(_origin, Codes.EvaluatorFailed, text);
}
