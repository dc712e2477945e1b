using System.Diagnostics;
using MaskSharp;
using MultiOrgan;
using MultiOrgan.Model;
using MultiOrgan.Training;
using MultiOrgan.Volumes;
using TorchSharp;

return Options.Invoke(args, options =>
{
    var clock = Stopwatch.StartNew();
    torch.manual_seed(options.Seed);
    torch.set_num_threads(1);
    var atlas = File.Exists(Path.Combine(options.Atlas, "aal.nii.gz"));
    Console.WriteLine(atlas ? $"Patients are made of the scan and the atlas in {options.Atlas}." : $"{options.Atlas} holds no aal.nii.gz: patients are made of a head of ellipsoids.");
    using var head = atlas ? Head.OfAtlas(options.Atlas) : Head.Made();
    Patient[] patients = [.. Enumerable.Range(1, 8).Select(n => Patient.Of(head, $"P{n:00}"))];

    using var network = new OrganNet();
    foreach (var (epoch, loss) in new Trainer(network, patients[..6]).Run(options.Epochs).Index())
        Console.WriteLine(FormattableString.Invariant($"epoch {epoch + 1,2}/{options.Epochs}  loss {loss:0.0000}"));

    var evaluation = new Evaluation(network, options.Output);
    foreach (var patient in patients[6..])
        evaluation.Add(patient);
    var scores = evaluation.Scores;
    for (var organ = 1; organ <= 3; organ++)
    {
        var (distance, surfaceDice) = evaluation.Surface(organ);
        Console.WriteLine(FormattableString.Invariant(
            $"{OrganNet.ScoreOptions.ClassNames![organ],-11}  Dice {scores.Dice.PerClass[organ]:0.0000}  surface Dice {surfaceDice:0.0000}  Hausdorff95 {distance:0.0} mm"));
    }

    foreach (var (index, region) in Organ.Regions.Index())
        Console.WriteLine(FormattableString.Invariant($"{region.Name,-11}  Dice {evaluation.Regions.Dice.PerClass[index]:0.0000}"));
    Console.WriteLine(FormattableString.Invariant($"mean Dice {scores.Dice.Mean:0.0000}; volumes are in {options.Output}; {clock.Elapsed.TotalSeconds:0} s in all. The build judges them:"));
    Console.WriteLine("  dotnet build samples/MultiOrgan");
    foreach (var patient in patients)
        patient.Dispose();
});
