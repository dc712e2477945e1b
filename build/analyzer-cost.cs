// What the analyzers cost a build: dotnet run build/analyzer-cost.cs [RUNS] [PROJECT]
// Writes projects of 300 files each into artifacts/analyzer-cost, and builds each as often as it is told with our analyzers and those of the
// SDK, with ReportAnalyzer. Prints our share of the analyzers' time, median and range: ordinary code, segmentation, masks that
// are none, and classification of images. PROJECT chooses one. Run it where nothing else runs.
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
    ("ordinary", Ordinary()),
    ("segmentation", Segmentation()),
    ("other-masks", [.. Ordinary(), .. OtherMasks()]),
    ("classification", Classification()),
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

static string[] Ordinary() =>
[
    """
    using System.Globalization;
    using System.Text;

    namespace Cost.Services@N;

    public sealed record @D@N(int Id, string Name, decimal Amount, DateTime At, bool IsOpen);

    public sealed class @D@NService(IDictionary<int, @D@N> store)
    {
        private readonly Dictionary<string, List<@D@N>> _byName = [];
        private int _misses;

    //--
        public @D@N? Find(int id)
        {
            if (store.TryGetValue(id, out var found))
                return found;
            _misses++;
            return null;
        }

    //--
        public decimal Total(DateTime from, DateTime to)
        {
            var total = 0m;
            foreach (var item in store.Values)
            {
                if (item.At >= from && item.At < to && item.IsOpen)
                    total += item.Amount * (1 + @K / 100m);
            }

            return Math.Round(total, 2);
        }

    //--
        public IReadOnlyList<string> Describe(int most)
        {
            var lines = new List<string>();
            foreach (var group in store.Values.GroupBy(x => x.Name).OrderByDescending(g => g.Sum(x => x.Amount)).Take(most))
            {
                var text = new StringBuilder();
                text.Append(group.Key).Append(": ");
                foreach (var item in group)
                    text.Append(item.Amount.ToString("F2", CultureInfo.InvariantCulture)).Append(item.IsOpen ? " open" : " closed").Append("; ");
                lines.Add(text.ToString());
            }

            return lines;
        }

    //--
        public void Merge(IEnumerable<@D@N> others)
        {
            foreach (var other in others)
            {
                if (store.TryGetValue(other.Id, out var known) && known.At == other.At && known.Name == other.Name)
                    continue;
                store[other.Id] = other;
                if (!_byName.TryGetValue(other.Name, out var list))
                    _byName[other.Name] = list = [];
                list.Add(other);
            }
        }

    //--
        public int Misses => _misses;
    }
    """,
    """
    using System.Globalization;

    namespace Cost.Parsing@N;

    public enum Token@N { None, Number, Word, Symbol }

    public sealed class @D@NParser(string text)
    {
        private int _at;

        public IEnumerable<(Token@N Kind, string Text)> Read()
        {
            while (_at < text.Length)
            {
                var c = text[_at];
                if (char.IsWhiteSpace(c))
                {
                    _at++;
                    continue;
                }

                var start = _at;
                if (char.IsDigit(c))
                {
                    while (_at < text.Length && (char.IsDigit(text[_at]) || text[_at] == '.'))
                        _at++;
                    yield return (Token@N.Number, text[start.._at]);
                }
                else if (char.IsLetter(c))
                {
                    while (_at < text.Length && char.IsLetterOrDigit(text[_at]))
                        _at++;
                    yield return (Token@N.Word, text[start.._at]);
                }
                else
                {
                    _at++;
                    yield return (Token@N.Symbol, c.ToString());
                }
            }
        }

    //--
        public double Sum()
        {
            var sum = 0.0;
            var sign = 1;
            foreach (var (kind, word) in Read())
            {
                switch (kind)
                {
                    case Token@N.Number:
                        sum += sign * double.Parse(word, CultureInfo.InvariantCulture);
                        break;
                    case Token@N.Symbol when word == "-":
                        sign = -1;
                        break;
                    case Token@N.Symbol when word == "+":
                        sign = 1;
                        break;
                    default:
                        throw new FormatException($"'{word}' at {_at} of {text.Length}");
                }
            }

            return sum / Math.Max(1, @K);
        }

    //--
        public int Distance(string other)
        {
            var costs = new int[other.Length + 1];
            for (var j = 0; j <= other.Length; j++)
                costs[j] = j;
            for (var i = 1; i <= text.Length; i++)
            {
                var last = costs[0];
                costs[0] = i;
                for (var j = 1; j <= other.Length; j++)
                {
                    var next = Math.Min(Math.Min(costs[j], costs[j - 1]) + 1, last + (text[i - 1] == other[j - 1] ? 0 : 1));
                    last = costs[j];
                    costs[j] = next;
                }
            }

            return costs[^1];
        }

    //--
        public override string ToString() => $"{_at}/{text.Length}";
    }
    """,
    """
    using System.Text.Json;

    namespace Cost.Storage@N;

    public interface I@D@NStore
    {
        Task<byte[]?> LoadAsync(string key, CancellationToken token);

        Task SaveAsync(string key, byte[] content, CancellationToken token);
    }

    public sealed class @D@NStore(string folder, TimeSpan age) : I@D@NStore, IDisposable
    {
        private readonly SemaphoreSlim _gate = new(1);
        private readonly LinkedList<(string Key, DateTime At)> _recent = new();

    //--
        public async Task<T?> ReadAsync<T>(string key, CancellationToken token)
            where T : class
        {
            var bytes = await LoadAsync(key, token).ConfigureAwait(false);
            return bytes is null ? null : JsonSerializer.Deserialize<T>(bytes);
        }

    //--
        public int Trim(DateTime now)
        {
            var removed = 0;
            for (var node = _recent.First; node is not null;)
            {
                var next = node.Next;
                if (now - node.Value.At > age)
                {
                    _recent.Remove(node);
                    removed++;
                }

                node = next;
            }

            return removed;
        }

    //--
        public static uint Checksum(ReadOnlySpan<byte> bytes)
        {
            uint a = 1, b = @K;
            foreach (var x in bytes)
            {
                a = (a + x) % 65521;
                b = (b + a) % 65521;
            }

            return (b << 16) | a;
        }

    //--
        public async Task<byte[]?> LoadAsync(string key, CancellationToken token)
        {
            var path = Path.Combine(folder, key);
            if (!File.Exists(path) || DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > age)
                return null;
            await _gate.WaitAsync(token).ConfigureAwait(false);
            try
            {
                _recent.AddLast((key, DateTime.UtcNow));
                return await File.ReadAllBytesAsync(path, token).ConfigureAwait(false);
            }
            finally
            {
                _gate.Release();
            }
        }

        public async Task SaveAsync(string key, byte[] content, CancellationToken token)
        {
            ArgumentNullException.ThrowIfNull(content);
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, key), content, token).ConfigureAwait(false);
        }

        public void Dispose() => _gate.Dispose();
    }
    """,
    """
    namespace Cost.Numbers@N;

    public readonly record struct Point@N(double X, double Y)
    {
        public double Length => Math.Sqrt(X * X + Y * Y);

        public static Point@N operator +(Point@N a, Point@N b) => new(a.X + b.X, a.Y + b.Y);
    }

    public sealed class @D@NSeries
    {
        private readonly List<double> _values = [];

        public int Count => _values.Count;

    //--
        public void Add(params double[] values)
        {
            ArgumentNullException.ThrowIfNull(values);
            foreach (var value in values)
            {
                if (!double.IsNaN(value))
                    _values.Add(value);
            }
        }

    //--
        public (double Mean, double Deviation) Moments()
        {
            if (_values.Count == 0)
                return (0, 0);
            var mean = _values.Sum() / _values.Count;
            var square = 0.0;
            foreach (var value in _values)
                square += (value - mean) * (value - mean);
            return (mean, Math.Sqrt(square / _values.Count));
        }

    //--
        public double[,] Multiply(double[,] a, double[,] b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            var c = new double[a.GetLength(0), b.GetLength(1)];
            for (var i = 0; i < a.GetLength(0); i++)
            {
                for (var j = 0; j < b.GetLength(1); j++)
                {
                    for (var k = 0; k < a.GetLength(1); k++)
                        c[i, j] += a[i, k] * b[k, j];
                }
            }

            return c;
        }

    //--
        public Point@N Centre(IReadOnlyList<Point@N> points)
        {
            ArgumentNullException.ThrowIfNull(points);
            var sum = new Point@N(0, 0);
            for (var i = 0; i < points.Count; i++)
                sum += points[i];
            return points.Count == 0 ? sum : new(sum.X / points.Count, sum.Y / points.Count);
        }

    //--
        public IEnumerable<double> Smoothed(int width)
        {
            for (var i = 0; i < _values.Count; i++)
            {
                var (sum, n) = (0.0, 0);
                for (var j = Math.Max(0, i - width); j <= Math.Min(_values.Count - 1, i + width + @K); j++)
                {
                    sum += _values[j];
                    n++;
                }

                yield return sum / n;
            }
        }
    }
    """,
];

static string[] OtherMasks() =>
[
    """
    namespace Cost.Bits@N;

    [Flags]
    public enum @D@NRights { None = 0, Read = 1, Write = 2, Share = 4 }

    public sealed class BitMask@N(int size)
    {
        private readonly ulong[] _masks = new ulong[(size + 63) / 64];

    //--
        public bool this[int index]
        {
            get => (_masks[index >> 6] & (1UL << (index & 63))) != 0;
            set
            {
                if (value)
                    _masks[index >> 6] |= 1UL << (index & 63);
                else
                    _masks[index >> 6] &= ~(1UL << (index & 63));
            }
        }

    //--
        public bool IsSubset(BitMask@N other)
        {
            ArgumentNullException.ThrowIfNull(other);
            for (var i = 0; i < _masks.Length; i++)
            {
                if ((_masks[i] & ~other._masks[i]) != 0)
                    return false;
            }

            return true;
        }

    //--
        public int CountBits()
        {
            var count = 0;
            foreach (var mask in _masks)
                count += System.Numerics.BitOperations.PopCount(mask);
            return count;
        }

    //--
        public static bool Allows(@D@NRights rights, @D@NRights mask) => (rights & mask) == mask;

    //--
        public static uint NetworkOf(uint address, int prefix)
        {
            var mask = prefix == 0 ? 0u : uint.MaxValue << (32 - prefix);
            return address & mask;
        }
    }
    """,
    """
    namespace Cost.Text@N;

    public sealed class Segmenter@N(IReadOnlyCollection<string> words)
    {
        private readonly HashSet<string> _words = [.. words];

    //--
        public List<string> Segments(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            var segments = new List<string>();
            for (var i = 0; i < text.Length;)
            {
                var length = Math.Min(@K, text.Length - i);
                while (length > 1 && !_words.Contains(text.Substring(i, length)))
                    length--;
                segments.Add(text.Substring(i, length));
                i += length;
            }

            return segments;
        }

    //--
        public static string Mask(string secret, int shown)
        {
            ArgumentNullException.ThrowIfNull(secret);
            var chars = secret.ToCharArray();
            for (var i = 0; i < chars.Length - shown; i++)
                chars[i] = '*';
            return new string(chars);
        }

    //--
        public double Coverage(IEnumerable<string> segments) => segments.Count(_words.Contains) / (double)Math.Max(1, _words.Count);

    //--
        public static bool SamePath(string a, string b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            var left = a.Split('/');
            var right = b.Split('/');
            for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
            {
                if (left[i] != right[i])
                    return false;
            }

            return left.Length == right.Length;
        }

    //--
        public override string ToString() => $"{_words.Count} words";
    }
    """,
    """
    namespace Cost.Canvas@N;

    public readonly record struct Pixel@N(byte R, byte G, byte B, byte A);

    public sealed class @D@NCanvas(int width, int height)
    {
        private readonly Pixel@N[] _pixels = new Pixel@N[width * height];

    //--
        public Pixel@N At(int x, int y) => _pixels[y * width + x];

    //--
        public void Fill(int left, int top, int right, int bottom, Pixel@N colour)
        {
            for (var y = Math.Max(0, top); y < Math.Min(height, bottom); y++)
            {
                for (var x = Math.Max(0, left); x < Math.Min(width, right); x++)
                    _pixels[y * width + x] = Blend(_pixels[y * width + x], colour);
            }
        }

    //--
        public bool IsOpaque()
        {
            foreach (var pixel in _pixels)
            {
                if (pixel.A != 255)
                    return false;
            }

            return true;
        }

    //--
        public byte[] Grey()
        {
            var grey = new byte[_pixels.Length];
            for (var i = 0; i < grey.Length; i++)
                grey[i] = (byte)((_pixels[i].R * 299 + _pixels[i].G * 587 + _pixels[i].B * 114) / 1000);
            return grey;
        }

    //--
        private static Pixel@N Blend(Pixel@N below, Pixel@N above)
        {
            if (above.A == 255)
                return above;
            var a = above.A;
            return new((byte)((above.R * a + below.R * (255 - a)) / 255), (byte)((above.G * a + below.G * (255 - a)) / 255), (byte)((above.B * a + below.B * (255 - a)) / 255), Math.Max(a, below.A));
        }
    }
    """,
];

static string[] Segmentation() =>
[
    """
    using TorchSharp;
    using TorchSharp.Modules;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    namespace Cost.Net;

    public sealed class Block@N : Module<Tensor, Tensor>
    {
        private readonly Conv2d _first;
        private readonly Conv2d _second;
        private readonly BatchNorm2d _norm;

        public Block@N(int inputs, int outputs)
            : base("block@N")
        {
            _first = Conv2d(inputs, outputs, 3, padding: 1);
            _second = Conv2d(outputs, outputs, 3, padding: 1);
            _norm = BatchNorm2d(outputs);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var x = functional.relu(_first.forward(input));
            return functional.relu(_norm.forward(_second.forward(x)));
        }
    }

    public sealed class UNet@N : Module<Tensor, Tensor>
    {
        private readonly Block@N _down;
        private readonly Block@N _bottom;
        private readonly ConvTranspose2d _up;
        private readonly Conv2d _head;

        public UNet@N(int classes)
            : base("unet@N")
        {
            _down = new Block@N(3, @K);
            _bottom = new Block@N(@K, 2 * @K);
            _up = ConvTranspose2d(2 * @K, @K, 2, stride: 2);
            _head = Conv2d(2 * @K, classes, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var d = _down.forward(input);
            var b = _bottom.forward(functional.max_pool2d(d, 2));
            var u = cat([_up.forward(b), d], 1);
            return _head.forward(u).MoveToOuterDisposeScope();
        }

    //--
        public long Size()
        {
            var size = 0L;
            foreach (var parameter in parameters())
                size += parameter.numel();
            return size;
        }

    //--
        public Tensor Probabilities(Tensor image) => forward(image).sigmoid();

    //--
        public Tensor Labels(Tensor image) => forward(image).argmax(1);

    //--
    }
    """,
    """
    using TorchSharp;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    namespace Cost.Train;

    public sealed class Trainer@N(Module<Tensor, Tensor> net, double rate)
    {
        private double _best = double.MaxValue;

    //--
        public double Epoch(IEnumerable<(Tensor Image, Tensor Mask)> batches)
        {
            using var optimizer = optim.Adam(net.parameters(), rate);
            var (sum, count) = (0.0, 0);
            net.train();
            foreach (var (image, mask) in batches)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var logits = net.forward(image);
                var loss = functional.binary_cross_entropy_with_logits(logits, mask) + Overlap(logits.sigmoid(), mask);
                loss.backward();
                optimizer.step();
                sum += loss.item<float>();
                count++;
            }

            return sum / Math.Max(1, count);
        }

    //--
        public void Fit(IReadOnlyList<(Tensor Image, Tensor Mask)> train, IReadOnlyList<(Tensor Image, Tensor Mask)> test, int epochs)
        {
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                var loss = Losses(test);
                Console.WriteLine($"{epoch}: {train.Count} {loss:F4}");
                if (loss >= _best)
                    continue;
                _best = loss;
                net.save("best@N.dat");
            }
        }

        private double Losses(IReadOnlyList<(Tensor Image, Tensor Mask)> test)
        {
            using var off = no_grad();
            net.eval();
            var total = 0.0;
            foreach (var (image, mask) in test)
            {
                using var scope = NewDisposeScope();
                total += functional.binary_cross_entropy_with_logits(net.forward(image), mask).ToDouble();
            }

            return total / test.Count;
        }

    //--
        private static Tensor Overlap(Tensor probabilities, Tensor mask)
        {
            var p = probabilities.flatten(1);
            var t = mask.flatten(1);
            var intersection = (p * t).sum(1);
            return (1 - (2 * intersection + 1) / (p.sum(1) + t.sum(1) + 1)).mean();
        }
    }
    """,
    """
    using TorchSharp;
    using static TorchSharp.torch;

    namespace Cost.Losses;

    public static class Losses@N
    {
    //--
        public static Tensor Dice(Tensor logits, Tensor target, double smooth = @K)
        {
            var p = logits.sigmoid();
            var intersection = (p * target).sum();
            return 1 - (2 * intersection + smooth) / (p.sum() + target.sum() + smooth);
        }

    //--
        public static Tensor Tversky(Tensor logits, Tensor target, double alpha, double beta)
        {
            var p = logits.sigmoid();
            var tp = (p * target).sum();
            var fp = (p * (1 - target)).sum();
            var fn = ((1 - p) * target).sum();
            return 1 - (tp + 1) / (tp + alpha * fp + beta * fn + 1);
        }

    //--
        public static Tensor Focal(Tensor logits, Tensor target, double gamma)
        {
            var entropy = nn.functional.binary_cross_entropy_with_logits(logits, target, reduction: nn.Reduction.None);
            var p = (-entropy).exp();
            return ((1 - p).pow(gamma) * entropy).mean();
        }

    //--
        public static Tensor Classes(Tensor logits, Tensor labels, int classes)
        {
            var entropy = nn.functional.cross_entropy(logits, labels);
            var p = logits.softmax(1);
            var hot = nn.functional.one_hot(labels, classes).permute(0, 3, 1, 2).to_type(ScalarType.Float32);
            var sums = (p * hot).sum([0L, 2L, 3L]);
            var both = (p + hot).sum([0L, 2L, 3L]);
            return entropy + 1 - (2 * sums / (both + 1e-6)).mean();
        }
    //--
    }
    """,
    """
    using TorchSharp;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    namespace Cost.Eval;

    public sealed class Evaluation@N(Module<Tensor, Tensor> unet)
    {
    //--
        public double Dice(IEnumerable<(Tensor Image, Tensor Mask)> set)
        {
            using var off = no_grad();
            var scores = new List<double>();
            foreach (var (image, mask) in set)
            {
                using var scope = NewDisposeScope();
                var hard = (unet.forward(image).sigmoid() > 0.5).to_type(ScalarType.Float32);
                var both = (hard.sum() + mask.sum()).ToDouble();
                scores.Add(both == 0 ? 1 : 2 * (hard * mask).sum().ToDouble() / both);
            }

            return scores.Average();
        }

    //--
        public void Report(IReadOnlyList<(Tensor Image, Tensor Mask)> set)
        {
            using var off = no_grad();
            long tp = 0, fp = 0, fn = 0, right = 0, all = 0;
            foreach (var (image, mask) in set)
            {
                using var scope = NewDisposeScope();
                var hard = unet.forward(image).sigmoid().gt(0.5);
                var truth = mask.to_type(ScalarType.Bool);
                tp += hard.logical_and(truth).sum().ToInt64();
                fp += hard.logical_and(truth.logical_not()).sum().ToInt64();
                fn += hard.logical_not().logical_and(truth).sum().ToInt64();
                right += hard.eq(truth).sum().ToInt64();
                all += mask.numel();
            }

            var iou = tp + fp + fn == 0 ? 1 : tp / (double)(tp + fp + fn);
            Console.WriteLine($"accuracy {right / (double)all:P1}, IoU {iou:F3} of {set.Count} with {@K}");
        }

    //--
        public static double Overlap(byte[] predicted, byte[] mask)
        {
            ArgumentNullException.ThrowIfNull(predicted);
            ArgumentNullException.ThrowIfNull(mask);
            int both = 0, any = 0;
            for (var i = 0; i < mask.Length; i++)
            {
                if (predicted[i] > 0 && mask[i] > 0)
                    both++;
                if (predicted[i] > 0 || mask[i] > 0)
                    any++;
            }

            return any == 0 ? 1 : both / (double)any;
        }
    //--
    }
    """,
    """
    using TorchSharp;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    namespace Cost.Accuracy;

    public sealed class Validation@N(Module<Tensor, Tensor> segnet, Device device)
    {
    //--
        public double Accuracy(IEnumerable<(Tensor Image, Tensor Mask)> set)
        {
            using var off = no_grad();
            double correct = 0, total = 0;
            segnet.eval();
            foreach (var (image, mask) in set)
            {
                using var scope = NewDisposeScope();
                var labels = segnet.forward(image.to(device)).argmax(1);
                correct += labels.eq(mask.to(device)).sum().ToDouble();
                total += mask.numel();
            }

            return correct / total;
        }

    //--
        public void Save(Tensor image, string path)
        {
            using var scope = NewDisposeScope();
            var labels = segnet.forward(image.unsqueeze(0)).argmax(1).squeeze(0).to_type(ScalarType.Byte);
            var bytes = labels.cpu().data<byte>().ToArray();
            File.WriteAllBytes(path, bytes);
        }

    //--
        public Tensor Tiles(Tensor image, int size)
        {
            using var scope = NewDisposeScope();
            var tiles = new List<Tensor>();
            for (var y = 0L; y + size <= image.shape[^2]; y += size)
            {
                for (var x = 0L; x + size <= image.shape[^1]; x += size)
                    tiles.Add(image.narrow(-2, y, size).narrow(-1, x, size));
            }

            return stack(tiles).MoveToOuterDisposeScope();
        }
    //--
    }
    """,
    """
    using TorchSharp;
    using static TorchSharp.torch;

    namespace Cost.Data;

    public sealed class Slices@N : torch.utils.data.Dataset<(Tensor Image, Tensor Mask)>
    {
        private readonly List<(string Image, string Mask)> _files = [];

        public override long Count => _files.Count;

        public override (Tensor Image, Tensor Mask) GetTensor(long index)
        {
            var (image, mask) = _files[(int)index];
            return Augment(Read(image), Read(mask).gt(0).to_type(ScalarType.Float32), index);
        }

    //--
        public void Add(string folder)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.raw"))
            {
                var mask = Path.ChangeExtension(file, ".mask");
                if (File.Exists(mask))
                    _files.Add((file, mask));
            }
        }

    //--
        public double Foreground()
        {
            double sum = 0, all = 0;
            foreach (var (_, mask) in _files)
            {
                using var scope = NewDisposeScope();
                var values = Read(mask);
                sum += values.gt(0).sum().ToDouble();
                all += values.numel();
            }

            return sum / all;
        }

    //--
        private static (Tensor Image, Tensor Mask) Augment(Tensor image, Tensor mask, long seed)
        {
            var isFlipped = (seed & 1) == 0;
            return isFlipped ? (image.flip(-1), mask.flip(-1)) : (image + @K * 1e-3, mask);
        }

        private static Tensor Read(string path)
        {
            var bytes = File.ReadAllBytes(path);
            var values = new float[bytes.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = bytes[i] / 255f;
            return tensor(values).view(1, @K, -1);
        }
    }
    """,
];

static string[] Classification() =>
[
    """
    using TorchSharp;
    using TorchSharp.Modules;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    namespace Cost.Net;

    public sealed class Classifier@N : Module<Tensor, Tensor>
    {
        private readonly Conv2d _first = Conv2d(3, @K, 3);
        private readonly Conv2d _second = Conv2d(@K, 2 * @K, 3);
        private readonly AdaptiveAvgPool2d _pool = AdaptiveAvgPool2d([1, 1]);
        private readonly Linear _head = Linear(2 * @K, 10);
        private readonly Dropout _dropout = Dropout(0.2);

        public Classifier@N()
            : base("classifier@N")
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var x = functional.relu(_first.forward(input));
            x = functional.max_pool2d(functional.relu(_second.forward(x)), 2);
            return _head.forward(_dropout.forward(_pool.forward(x).flatten(1)));
        }

    //--
        public long[] Top(Tensor image, int k)
        {
            using var scope = NewDisposeScope();
            var (_, indices) = forward(image).topk(k);
            return indices.cpu().data<long>().ToArray();
        }

    //--
        public long Size() => parameters().Sum(p => p.numel());

    //--
    }
    """,
    """
    using TorchSharp;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    namespace Cost.Train;

    public sealed class Fitting@N(Module<Tensor, Tensor> classifier, optim.Optimizer optimizer)
    {
        private double _best;

    //--
        public double Epoch(IEnumerable<(Tensor Image, Tensor Label)> batches)
        {
            classifier.train();
            var (sum, n) = (0.0, 0);
            foreach (var (image, label) in batches)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var loss = functional.cross_entropy(classifier.forward(image), label);
                loss.backward();
                optimizer.step();
                sum += loss.ToDouble();
                n++;
            }

            return sum / Math.Max(n, @K);
        }

    //--
        public double Accuracy(IEnumerable<(Tensor Image, Tensor Label)> batches)
        {
            using var off = no_grad();
            classifier.eval();
            long right = 0, all = 0;
            foreach (var (image, label) in batches)
            {
                using var scope = NewDisposeScope();
                right += classifier.forward(image).argmax(1).eq(label).sum().ToInt64();
                all += label.shape[0];
            }

            return right / (double)all;
        }

    //--
        public void Keep(IReadOnlyList<(Tensor Image, Tensor Label)> test)
        {
            var loss = Mean(test);
            if (loss > _best)
            {
                _best = loss;
                classifier.save("best@N.dat");
            }
        }

    //--
        private double Mean(IReadOnlyList<(Tensor Image, Tensor Label)> test)
            => test.Average(pair => functional.nll_loss(functional.log_softmax(classifier.forward(pair.Image), 1), pair.Label).ToDouble());
    }
    """,
    """
    using TorchSharp;
    using static TorchSharp.torch;

    namespace Cost.Data;

    public sealed class Photos@N : torch.utils.data.Dataset<(Tensor Image, Tensor Label)>
    {
        private readonly List<(string File, long Label)> _files = [];

        public override long Count => _files.Count;

        public override (Tensor Image, Tensor Label) GetTensor(long index)
        {
            var (file, label) = _files[(int)index];
            return (Normalised(File.ReadAllBytes(file)), tensor(label));
        }

    //--
        public Dictionary<long, int> Histogram()
        {
            var counts = new Dictionary<long, int>();
            foreach (var (_, label) in _files)
            {
                counts.TryGetValue(label, out var n);
                counts[label] = n + 1;
            }

            return counts;
        }

    //--
        public static Tensor Smoothed(Tensor labels, int classes, double by)
            => nn.functional.one_hot(labels, classes) * (1 - by) + by / classes;

    //--
        private static Tensor Normalised(byte[] bytes)
        {
            var values = tensor(bytes).to_type(ScalarType.Float32);
            return ((values - values.mean()) / (values.std() + 1e-6)).view(1, 1, @K, -1);
        }
    }
    """,
];
