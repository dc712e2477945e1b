using System.Globalization;
using MaskSharp.Evaluator.Bounds;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports;
using MaskSharp.Evaluator.Stamps;

namespace MaskSharp.Evaluator.Commands;

/// <summary><c>masksharp inspect</c>: what a set of masks holds, and what an empty mask would score on it.</summary>
internal sealed class InspectCommand
{
    private readonly InspectOptions _options;
    private readonly Output _output;
    private readonly bool _forMsBuild;

    private InspectCommand(InspectOptions options, Output output)
    {
        _options = options;
        _output = output;
        _forMsBuild = output.ForMsBuild;
    }

    /// <exception cref="UsageException">A setting can't be used.</exception>
    public static int Run(IReadOnlyList<string> args, Output output) =>
        new InspectCommand(InspectOptions.Read(Arguments.Parse(args, InspectOptions.All)), output).Run();

    private IReadOnlyList<string> Results => _options.Measured is { } measured ? [measured] : [];

    private int Run()
    {
        if (File.Exists(_options.Masks)) throw new UsageException($"the masks are the file {_options.Masks}; name their folder");
        if (!Directory.Exists(_options.Masks)) return Missing();

        var files = Folders.List(_options.Masks);
        if (files.Count == 0) return Faulty([Finding.Error(Codes.NoCases, $"data set '{_options.Name}': the folder {_options.Masks} holds no masks")]);

        var digest = _options.Stamp is null ? null : ContentStamp.Compute(SettingTexts(), files);
        if (_options.Stamp is { } stamp && ContentStamp.Matches(stamp, digest, Results))
        {
            _output.Closing($"data set '{_options.Name}' is up to date: nothing has changed since it was measured");
            return ExitCode.Passed;
        }

        var findings = new List<Finding>();
        var balance = BalanceRun.Measure(files, _options.Settings, findings, Progress.ForTerminal(_forMsBuild).Report);
        return balance is null ? Faulty(findings) : Finish(balance, digest);
    }

    private int Finish(Balance balance, string? digest)
    {
        ContentStamp.Delete(_options.Stamp);
        var doubt = Committed() is { } committed ? Compare(balance, committed) : null;
        if (_options.Measured is { } measured) AtomicFile.WriteIfChanged("the measurement", measured, Measurement.Write(_options.Name, _options.Source, balance));
        if (doubt is null && _options.Stamp is { } stamp) ContentStamp.Write(stamp, digest, Results);

        for (var c = 0; c < balance.PixelsPerClass.Count; c++)
            _output.Line(string.Create(CultureInfo.InvariantCulture, $"class {_options.Settings.Names.Label(c)}: {balance.PixelsPerClass[c]} pixels, {100 * balance.Fraction(c):0.0000} %"));
        if (doubt is not null) _output.Tell(doubt);
        _output.Closing(string.Create(
            CultureInfo.InvariantCulture,
            $"data set '{_options.Name}': {balance.Masks} masks, foreground {100 * balance.ForegroundFraction:0.0000} % of {balance.Pixels} pixels; an empty mask scores {balance.EmptyMaskAccuracy:0.0000} pixel accuracy, and Dice 0 wherever there is something to find{MeasuredEnd}"));
        return ExitCode.Passed;
    }

    private string MeasuredEnd => _options.Measured is { } measured ? $"; measured {measured}" : "";

    private Finding? Compare(Balance balance, Balance committed)
    {
        if (balance.Masks == committed.Masks && balance.PixelsPerClass.SequenceEqual(committed.PixelsPerClass)) return null;
        var copy = _options.Measured is { } measured ? $"; copy {measured} over it" : "; measure anew with --measured";
        return Finding.Warning(
            Codes.BadSetting,
            string.Create(
                CultureInfo.InvariantCulture,
                $"data set '{_options.Name}': the committed measurement says {committed.Masks} masks with {100 * committed.ForegroundFraction:0.0000} % foreground, the masks are {balance.Masks} with {100 * balance.ForegroundFraction:0.0000} %{copy}"),
            _options.Committed);
    }

    private Balance? Committed()
    {
        if (_options.Committed is not { } path || !File.Exists(path)) return null;
        return Measurement.Read(CommittedBytes(path)) ?? throw new UsageException($"the committed measurement {path} is no measurement of schema {Measurement.Schema}; write it with masksharp inspect --measured");
    }

    private static byte[] CommittedBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the committed measurement {path} can't be read");
        }
    }

    private int Missing()
    {
        ContentStamp.Delete(_options.Stamp);
        if (Committed() is { } committed)
        {
            if (_options.Measured is { } measured) AtomicFile.WriteIfChanged("the measurement", measured, CommittedBytes(_options.Committed!));
            _output.Closing(string.Create(
                CultureInfo.InvariantCulture,
                $"data set '{_options.Name}': the masks are absent, so the committed measurement {_options.Committed} stands: foreground {100 * committed.ForegroundFraction:0.0000} %"));
            return ExitCode.Passed;
        }

        var why = $"data set '{_options.Name}': the folder {_options.Masks} does not exist" + (_options.Committed is { } named ? $", nor does the committed measurement {named}" : "");
        if (_options.WhenMissing == WhenMissing.Error) return Faulty([Finding.Error(Codes.NoCases, $"{why}; fetch the data, commit a measurement, or {_options.Settings.Spelling.Wait}")]);

        // A measurement of masks that are gone must not go on speaking for them.
        if (_options.Measured is { } old) AtomicFile.Delete("the measurement", old);
        if (_options.WhenMissing == WhenMissing.Warning) _output.Tell(Finding.Warning(Codes.NoCases, why));
        _output.Closing($"data set '{_options.Name}' waits for masks: {_options.Masks} does not exist yet");
        return ExitCode.Passed;
    }

    private int Faulty(List<Finding> findings)
    {
        ContentStamp.Delete(_options.Stamp);
        foreach (var finding in findings) _output.Tell(finding);
        _output.Closing($"data set '{_options.Name}' could not be measured");
        return ExitCode.BadInput;
    }

    private IEnumerable<string> SettingTexts() =>
    [
        (_options.Settings with { Threads = 1, Spelling = default }).ToString(),
        _options.Name,
        _options.Source,
        _options.Masks,
        _options.Committed is { } committed && File.Exists(committed) ? Convert.ToHexString(File.ReadAllBytes(committed)) : "",
    ];
}
