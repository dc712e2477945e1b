using MultiOrgan.Model;
using MultiOrgan.Volumes;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiOrgan.Training;

/// <summary>Trains the network with its generated loss, one patient a step.</summary>
internal sealed class Trainer(OrganNet network, IReadOnlyList<Patient> patients)
{
    private const double LearningRate = 5e-3;

    /// <summary>Trains, and gives the mean loss after each epoch.</summary>
    public IEnumerable<double> Run(int epochs)
    {
        using var optimizer = optim.AdamW(network.parameters(), lr: LearningRate);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs);
        network.train();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            yield return patients.Average(patient => Step(optimizer, patient));
            schedule.step();
        }
    }

    private double Step(optim.Optimizer optimizer, Patient patient)
    {
        using var scope = NewDisposeScope();
        var loss = OrganNet.Loss(network.call(patient.Image), patient.Labels);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.ToDouble();
    }
}
