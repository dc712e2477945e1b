// What the analyzers cost a build: dotnet run build/analyzer-cost.cs [RUNS] [PROJECT]
// Writes projects of 300 files each into artifacts/analyzer-cost, and builds each as often as it is told with our analyzers and those of the
// SDK, with ReportAnalyzer. Prints our share of the analyzers' time, median and range: ordinary code, segmentation, masks that
// are none, and classification of images. PROJECT chooses one. Run it where nothing else runs.
// build/analyzer-cost/ has the types that files are made of: @N, @D and @K become other names and numbers in each, //-- stands between members.
#:property PublishAot=false
#:property NoWarn=CA5394
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

const int Files = 300;
var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var root = Path.GetFullPath("artifacts/analyzer-cost");
var generators = Path.GetFullPath("src/Generators/bin/Release/netstandard2.0/MaskSharp.Generators.dll");
var runtime = Path.GetFullPath("src/Runtime/bin/Release/net10.0/MaskSharp.dll");
if (Array.Find([generators, runtime], static f => !File.Exists(f)) is { } missing)
{
    Console.Error.WriteLine($"{missing} is not there: run this from the repository's root, after dotnet build -c Release src/Runtime and src/Generators");
    return 2;
}

var torch = Regex.Match(File.ReadAllText("Directory.Packages.props"), "Include=\"TorchSharp\" Version=\"([^\"]+)\"").Groups[1].Value;
string[] domains = ["Order", "Invoice", "Customer", "Ticket", "Parcel", "Meter", "Route", "Account", "Recipe", "Booking", "Sensor", "Device", "Report", "Contract", "Payment"];
(string Name, string[] Templates)[] projects =
[
    ("ordinary", Templates("ordinary")),
    ("segmentation", Templates("segmentation")),
    ("other-masks", [.. Templates("ordinary"), .. Templates("other-masks")]),
    ("classification", Templates("classification")),
];
Directory.CreateDirectory(root);
// The repository's own settings are for its own code.
foreach (var settings in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
    File.WriteAllText(Path.Combine(root, settings), "<Project />");
File.WriteAllText(Path.Combine(root, ".editorconfig"), "root = true\n");

Console.WriteLine("| project | share, median | range | ours, s | all, s |");
Console.WriteLine("|---|--:|--:|--:|--:|");
foreach (var (name, templates) in projects)
{
    if (args.Length > 1 && args[1] != name)
        continue;
    var project = Write(name, templates);
    var shares = new List<(double Share, double Own, double All)>();
    for (var run = 0; run < runs; run++)
        shares.Add(Build(project));
    shares.Sort();
    var (median, own, all) = shares[shares.Count / 2];
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {median:P1} | {shares[0].Share:P1} to {shares[^1].Share:P1} | {own:F2} | {all:F1} |"));
}

return 0;

string Write(string name, string[] templates)
{
    var folder = Path.Combine(root, name);
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
    Directory.CreateDirectory(folder);
    var random = new Random(7);
    for (var i = 0; i < Files; i++)
    {
        // Each file has three types, of templates in turn, with another of their methods left out, under names of their own.
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        var types = new List<string>();
        for (var part = 0; part < 3; part++)
        {
            var text = templates[(i + part) % templates.Length].Replace("@N", $"{i:D3}{"ABC"[part]}", StringComparison.Ordinal)
                .Replace("@D", domains[random.Next(domains.Length)], StringComparison.Ordinal)
                .Replace("@K", random.Next(2, 90).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            usings.UnionWith(Regex.Matches(text, "^using [^;]+;$", RegexOptions.Multiline).Select(static m => m.Value));
            var methods = Regex.Replace(text, @"\A(?:using [^\n]*\n)*\n*namespace [^\n]*\n", "").Split("//--\n");
            var left = random.Next(1, methods.Length);
            types.Add(string.Concat(methods.Where((_, m) => m == methods.Length - 1 || m != left)));
        }

        File.WriteAllText(Path.Combine(folder, $"File{i:D3}.cs"), $"{string.Join('\n', usings)}\n\nnamespace Cost.Part{i % 12};\n{string.Join('\n', types)}\n");
    }

    var path = Path.Combine(folder, $"{name}.csproj");
    File.WriteAllText(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RootNamespace>Cost</RootNamespace>
            <AnalysisLevel>latest-recommended</AnalysisLevel>
            <ReportAnalyzer>true</ReportAnalyzer>
            <UseSharedCompilation>false</UseSharedCompilation>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="TorchSharp" Version="{torch}" />
            <Reference Include="{runtime}" />
            <Analyzer Include="{generators}" />
          </ItemGroup>
        </Project>
        """);
    return path;
}

(double Share, double Own, double All) Build(string project)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", ["build", project, "-t:Rebuild", "-v:d", "-nodeReuse:false", "-tl:off"]) { RedirectStandardOutput = true })!;
    var log = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0)
        throw new InvalidOperationException(string.Join('\n', log.Split('\n').Where(static l => l.Contains(": error", StringComparison.Ordinal)).Take(20)));
    var all = Seconds(log, @"Total analyzer execution time:\s*([\d.]+)");
    var own = Seconds(log[log.IndexOf("Total analyzer execution time", StringComparison.Ordinal)..], @"<?([\d.]+)\s+<?\d+\s+MaskSharp\.Generators, Version");
    return (own / all, own, all);
}

static double Seconds(string log, string pattern)
    => Regex.Match(log, pattern) is { Success: true } found
        ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"The compiler did not report {pattern}");

static string[] Templates(string kind)
    => [.. Directory.GetFiles($"build/analyzer-cost/{kind}").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
