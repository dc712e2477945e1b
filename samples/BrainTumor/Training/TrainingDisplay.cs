using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BrainTumor.Training;

/// <summary>Shows the epochs as they come: a live table and a bar on a terminal, a line each elsewhere.</summary>
internal static class TrainingDisplay
{
    private const int VisibleRows = 12;
    private const int BarWidth = 40;

    /// <summary>Runs the training to its end and returns its epochs.</summary>
    /// <param name="training">The epochs as they come.</param>
    /// <param name="epochs">How many there are at most.</param>
    public static IReadOnlyList<EpochReport> Show(IEnumerable<EpochReport> training, int epochs)
    {
        var done = new List<EpochReport>();
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi)
        {
            foreach (var epoch in training)
            {
                done.Add(epoch);
                Console.WriteLine(Line(epoch, epochs));
            }

            return done;
        }

        AnsiConsole.Live(new Text("Training…")).Start(live =>
        {
            foreach (var epoch in training)
            {
                done.Add(epoch);
                live.UpdateTarget(Panel(done, epochs));
            }
        });
        return done;
    }

    private static string Line(EpochReport e, int epochs) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {e.Epoch,3}/{epochs}  loss {e.Total:0.0000} = {string.Join(" + ", e.Terms.Select(t => $"{t.Name} {Number(t.Value)}"))}  "
            + $"validation: Dice {e.Dice:0.0000}, pixel accuracy {e.PixelAccuracy:P2}  {e.Time.TotalSeconds:0.0} s");

    private static Rows Panel(List<EpochReport> done, int epochs)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("epoch").RightAligned());
        var terms = done[^1].Terms.Select((term, i) => (i == 0 ? "= " : "+ ") + term.Name);
        foreach (var header in (IEnumerable<string>)["loss", .. terms, "[green]Dice[/]", "[grey]pixel accuracy[/]", "s"])
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var e in done.TakeLast(VisibleRows))
        {
            table.AddRow(
            [
                $"{e.Epoch}", Number(e.Total), .. e.Terms.Select(t => Number(t.Value)), $"[green]{Number(e.Dice)}[/]",
                $"[grey]{e.PixelAccuracy.ToString("P2", CultureInfo.InvariantCulture)}[/]",
                e.Time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
            ]);
        }

        var filled = BarWidth * done.Count / epochs;
        var bar = new Markup($"[green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/] {done.Count}/{epochs}");
        return new Rows((IRenderable[])[table, bar]);
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
