using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Where a gate's cases come from: two folders, a model and its images, or the built assembly.</summary>
internal interface ICaseSource : IDisposable
{
    /// <summary>The folder of predictions, of the user's or of the run's own.</summary>
    string Predictions { get; }

    /// <summary>The folder of true masks, of the user's or of the run's own.</summary>
    string GroundTruth { get; }

    /// <summary>Looks whether all is there, before anything is done.</summary>
    /// <returns>What is missing; null if nothing.</returns>
    /// <exception cref="Commands.UsageException">A setting can't be used.</exception>
    Absence? FindAbsence();

    /// <summary>The settings of the source that decide the outcome.</summary>
    IEnumerable<string> SettingTexts { get; }

    /// <summary>The files whose content decides the outcome, folder by folder; asked for once nothing is missing.</summary>
    IReadOnlyList<MaskFile>[] Files { get; }

    /// <summary>Makes the predictions where that is to be done, and pairs them with the truth.</summary>
    /// <param name="findings">Takes every fault.</param>
    /// <param name="notes">Takes what the report should say of it.</param>
    /// <param name="run">What the work may use of its run.</param>
    /// <returns>The cases in the order of their names; with a fault, they are not to be counted.</returns>
    IReadOnlyList<CasePair> Pairs(List<Finding> findings, List<string> notes, SourceRun run);
}
