using System.Reflection;

namespace Conformance.Running;

/// <summary>What the generator made of one annotated class: the loaded type, or the diagnostics that refused it.</summary>
/// <param name="Type">The compiled class.</param>
/// <param name="Refusals">Diagnostics on the attribute; then no member was generated.</param>
public sealed record EmittedClass(Type Type, IReadOnlyList<string> Refusals)
{
    /// <summary>The generated member of this name and parameter count.</summary>
    public MethodInfo Method(string name, int parameters = 3)
        => Type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .SingleOrDefault(method => method.Name == name && method.GetParameters().Length == parameters)
            ?? throw new MissingMethodException(
                Refusals.Count > 0
                    ? $"no {name} was generated: {string.Join("; ", Refusals)}"
                    : $"no {name} was generated, and no diagnostic says why");

    public LossFunction Loss => Method("Loss").CreateDelegate<LossFunction>();
}
