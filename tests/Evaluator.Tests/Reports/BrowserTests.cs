using System.Diagnostics;
using MaskSharp.Evaluator.Formats.PngFormat;
using MaskSharp.Evaluator.Overlays;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Reports;

/// <summary>The page in a browser without a window: from disk, without a network.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly Gate _gate = new();

    public BrowserTests() => _gate.Case("alpha", ["1100"], ["0110"]).Case("beta", ["1111"], ["1111"]).Case("gamma", ["1000"], ["0111"]).Case("empty", ["0000"], ["0000"]);

    public void Dispose() => _gate.Dispose();

    [ChromiumFact]
    public void A_click_sorts_a_word_searches_and_overlays_are_pictures()
    {
        _gate.Run("--min-dice", "0.1").Clean();
        var page = Open(
            """
            const said = [], heads = document.querySelectorAll('#cases th button'), box = document.getElementById('search'), kinds = document.getElementById('kind');
            const names = () => Array.from(document.querySelectorAll('#cases tbody tr')).filter(row => !row.hidden).map(row => row.cells[0].textContent).join();
            heads[1].click(); said.push(names());
            heads[0].click(); heads[0].click(); said.push(names());
            box.value = 'ETA'; box.dispatchEvent(new Event('input')); said.push(names(), document.getElementById('shown').textContent);
            box.value = ''; kinds.value = 'lost'; kinds.dispatchEvent(new Event('change')); said.push(names());
            said.push(Array.from(document.images).map(image => image.complete + ' ' + image.naturalWidth + 'x' + image.naturalHeight).join());
            document.title = said.join(' | ');
            """);
        Assert.Contains(
            "<title>gamma,alpha,beta,empty | gamma,empty,beta,alpha | beta | 1 of 4 shown | gamma | true 4x1,true 4x1,true 4x1</title>", page, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public void On_a_narrow_screen_names_stay_whole_and_charts_legible()
    {
        _gate.Run("--min-dice", "0.1", "--surface").Clean();
        var page = Open(
            """
            const names = Array.from(document.querySelectorAll('td:first-child')).filter(cell => cell.textContent === 'Dice');
            const lines = Math.round(names[0].clientHeight / parseFloat(getComputedStyle(names[0]).lineHeight));
            const charts = Array.from(document.querySelectorAll('svg'));
            document.title = [innerWidth < 600, names.length, lines, charts.every(chart => chart.clientWidth >= 500), document.documentElement.scrollWidth <= innerWidth].join();
            """,
            "--window-size=400,800");
        Assert.Contains("<title>true,1,1,true,true</title>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlay_holds_the_colours_of_its_pixels()
    {
        byte[] pixels = [0, 1, 2, 3, 4, 5];
        using var image = new PngReader().Read(IndexedPng.Encode(3, pixels), acceptLossy: false);
        Assert.True(image.IsPalette);
        Assert.Equal([0, 1, 2, 3, 4, 5], image.Whole.ToArray());
    }

    // The page as the browser has it after its own script, and then this one.
    private string Open(string script, params string[] options)
    {
        var path = _gate["out/tried.html"];
        File.WriteAllText(path, File.ReadAllText(_gate.Html).Replace("</body>", $"<script>{{{{ {script} }}}}</script></body>", StringComparison.Ordinal));
        var start = new ProcessStartInfo(ChromiumFactAttribute.Path!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={_gate["profile"]}", "--dump-dom", new Uri(path).AbsoluteUri },
        };
        foreach (var option in options) start.ArgumentList.Insert(0, option);
        using var browser = Process.Start(start)!;
        var errors = browser.StandardError.ReadToEndAsync();
        var page = browser.StandardOutput.ReadToEnd();
        browser.WaitForExit();
        Assert.True(browser.ExitCode == 0, errors.Result);
        return page;
    }
}
