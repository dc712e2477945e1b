using System.Text;

namespace MaskSharp.Evaluator.Commands;

/// <summary>The program's help texts.</summary>
internal static class Help
{
    public static string Program =>
        $"""
        masksharp {ProgramVersion.Text}: scores segmentation masks and gates builds on them

        masksharp evaluate --predictions DIR --ground-truth DIR [options]
        masksharp inspect MASKS [options]
        masksharp merge PART... [options]
        masksharp compare A.json B.json [options]

        --help after a command lists its options. Exit code: 0 passed, 1 gate failed, 2 bad input or usage, 3 internal fault.

        """;

    public static string Of(string usage, string purpose, IReadOnlyList<Option> options)
    {
        var width = options.Max(option => Left(option).Length);
        var text = new StringBuilder($"masksharp {usage}\n{purpose}\n\n");
        foreach (var option in options) text.Append("  ").Append(Left(option).PadRight(width)).Append("  ").Append(option.Help).Append('\n');
        return text.ToString();
    }

    private static string Left(Option option) => option.Value is null ? option.Name : $"{option.Name} {option.Value}";
}
