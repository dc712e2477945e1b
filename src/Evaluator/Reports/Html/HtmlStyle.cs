namespace MaskSharp.Evaluator.Reports.Html;

/// <summary>The report's looks, light and dark, on screen and on paper.</summary>
internal static class HtmlStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --ink: #1c2127; --soft: #5a6572; --paper: #ffffff; --panel: #f4f6f8; --line: #d9dfe5;
          --good: #1a7f4b; --bad: #b3261e; --wait: #7a6200; --model: #2f6fb0; --empty: #98a3ae; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --soft: #9aa6b2; --paper: #14181c; --panel: #1d2329; --line: #333c45;
          --good: #4cc38a; --bad: #ff8078; --wait: #e0c050; --model: #6fb1f0; --empty: #6a7580; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.05rem; font-weight: 600; color: var(--soft); margin: 0; }
        h2 { font-size: 1.15rem; margin: 2.5rem 0 .6rem; }
        p { margin: .4rem 0; } .soft { color: var(--soft); } .small { font-size: .875rem; }
        .verdict { border-left: .5rem solid var(--tone); background: var(--panel); border-radius: .4rem; padding: 1.1rem 1.4rem; margin: .8rem 0 0; }
        .verdict strong { display: block; font-size: 2rem; line-height: 1.2; color: var(--tone); }
        .passed { --tone: var(--good); } .failed { --tone: var(--bad); } .skipped { --tone: var(--wait); } .measured { --tone: var(--model); }
        tr[hidden], p[hidden] { display: none; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .8rem; margin: 1rem 0; }
        .tile { background: var(--panel); border-radius: .4rem; padding: .8rem 1rem; }
        .tile b { display: block; font-size: 1.75rem; font-variant-numeric: tabular-nums; line-height: 1.25; }
        .tile span { font-size: .875rem; color: var(--soft); }
        .scroll { overflow-x: auto; margin: 1rem 0 .4rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { font-weight: 600; color: var(--soft); font-size: .875rem; }
        th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 7.5rem; }
        .ok { color: var(--good); font-weight: 600; } .no { color: var(--bad); font-weight: 600; }
        .bars { display: grid; grid-template-columns: max-content 1fr max-content; gap: .35rem .8rem; align-items: center; margin-bottom: 1rem; }
        .bars .group { grid-column: 1 / -1; margin-top: .7rem; font-weight: 600; }
        .bar { height: 1rem; background: var(--panel); border-radius: .2rem; } .bar i { display: block; height: 100%; border-radius: .2rem; background: var(--model); }
        .bar i.empty { background: var(--empty); } .bars .figure { font-variant-numeric: tabular-nums; }
        svg { display: block; width: 100%; min-width: 32rem; height: auto; } svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
        svg .column { fill: var(--model); } svg .empty { fill: var(--empty); } svg .axis { stroke: var(--line); } svg .mean { stroke: var(--ink); stroke-width: 2; }
        svg .whisker { stroke: var(--model); stroke-width: 2; }
        th button { all: unset; cursor: pointer; } th button:focus-visible { outline: 2px solid var(--model); } th button:hover { color: var(--ink); }
        th[aria-sort="ascending"] button::after { content: " \2191"; } th[aria-sort="descending"] button::after { content: " \2193"; }
        input, select { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: .3rem; padding: .3rem .5rem; }
        .tall { max-height: 32rem; overflow-y: auto; } .tall thead th { position: sticky; top: 0; background: var(--paper); }
        .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .9rem; }
        figure { margin: 0; background: var(--panel); border-radius: .4rem; overflow: hidden; } figure img { display: block; width: 100%; height: auto; image-rendering: pixelated; background: #181b20; }
        figcaption { padding: .5rem .7rem; font-size: .875rem; } figcaption b { display: block; overflow-wrap: anywhere; font-weight: 600; } figcaption span { color: var(--soft); font-variant-numeric: tabular-nums; }
        .key { font-size: .875rem; color: var(--soft); } .key i { display: inline-block; width: .8rem; height: .8rem; border-radius: .15rem; margin: 0 .3rem 0 .8rem; vertical-align: -.08rem; }
        .key i:first-child { margin-left: 0; } i.found { background: #2ecc40; } i.missed { background: #ffdc00; } i.invented { background: #1e6fff; } i.confused { background: #e83eb4; } i.ignored { background: #6e747c; }
        svg .bound { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 5 4; }
        ul { padding-left: 1.2rem; } li { margin: .3rem 0; overflow-wrap: anywhere; } code { font-size: .9em; overflow-wrap: anywhere; }
        @media print { #filter { display: none; } .tall { max-height: none; } svg { min-width: 0; } main { padding: 0; max-width: none; } h2 { break-after: avoid; } tr, .tile, .verdict { break-inside: avoid; } }
        """;
}
