using TorchSharp;
using TorchSharp.Modules;

namespace BrainTumor.Training;

/// <summary>Writes the epochs as TensorBoard's event files: <c>tensorboard --logdir FOLDER</c> shows them.</summary>
internal sealed class TensorBoardLog(string folder)
{
    private readonly SummaryWriter _writer = torch.utils.tensorboard.SummaryWriter(folder);

    public void Add(EpochReport epoch)
    {
        _writer.add_scalar("loss/total", (float)epoch.Total, epoch.Epoch);
        foreach (var term in epoch.Terms)
            _writer.add_scalar($"loss/{term.Name}", (float)term.Value, epoch.Epoch);
        _writer.add_scalar("validation/Dice", (float)epoch.Dice, epoch.Epoch);
        _writer.add_scalar("validation/pixel accuracy", (float)epoch.PixelAccuracy, epoch.Epoch);
    }
}
