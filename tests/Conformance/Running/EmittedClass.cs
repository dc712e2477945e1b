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

    public LossFunction Loss => Delegate<LossFunction>("Loss");

    /// <summary>The generated member of this name that has the delegate's parameters.</summary>
    public T Delegate<T>(string name)
        where T : Delegate
    {
        var parameters = typeof(T).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        return Type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, parameters) is { } method
            ? method.CreateDelegate<T>()
            : Method(name).CreateDelegate<T>();
    }
}
