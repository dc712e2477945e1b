namespace MaskSharp.MsBuildTasks.Items;

/// <summary>A metadata of an item that becomes an option of the evaluator.</summary>
/// <param name="Name">The metadata's name.</param>
/// <param name="Option">The option's name.</param>
/// <param name="Kind">What its value is.</param>
internal sealed record Setting(string Name, string Option, SettingKind Kind = SettingKind.Text);
