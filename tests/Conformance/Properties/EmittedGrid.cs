using Conformance.Running;

namespace Conformance.Properties;

/// <summary>The emitted losses of the grid, compiled once.</summary>
public static class EmittedGrid
{
    private static readonly Lazy<Dictionary<string, EmittedClass>> _classes = new(() =>
    {
        var attributes = LossGrid.All.Keys.ToList();
        return attributes.Zip(EmittedClasses.Compile(attributes)).ToDictionary(pair => pair.First, pair => pair.Second);
    });

    public static EmittedClass Class(string attribute) => _classes.Value[attribute];

    public static LossFunction Loss(string attribute) => Class(attribute).Loss;
}
