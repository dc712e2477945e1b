using System.Reflection;
using MaskSharp.Evaluator.Commands;

namespace MaskSharp.Evaluator.AssemblyGates;

/// <summary>The method that makes a gate's cases.</summary>
internal static class GateMethod
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Finds it by its attribute.</summary>
    /// <exception cref="UsageException">There is none, there are several, or it has another form.</exception>
    public static MethodInfo Find(Assembly assembly, string gate)
    {
        var gates = TypesOf(assembly).SelectMany(type => type.GetMethods(Everything))
            .Select(method => (Method: method, method.GetCustomAttribute<SegmentationGateAttribute>()?.Name))
            .Where(found => found.Name is not null)
            .ToList();
        var named = gates.Where(found => found.Name == gate).Select(found => found.Method).ToList();
        var file = Path.GetFileName(assembly.Location);
        if (named.Count == 1) return Checked(named[0], gate);
        if (named.Count > 1) throw new UsageException($"gate '{gate}': {named.Count} methods of {file} have [SegmentationGate(\"{gate}\")]: {string.Join(", ", named.Select(NameOf))}; a gate has one");

        var others = gates.Select(found => $"'{found.Name}'").Distinct().Order(StringComparer.Ordinal).ToList();
        var known = others.Count == 0 ? "no method there has the attribute" : $"there are {string.Join(", ", others)}";
        throw new UsageException($"gate '{gate}' names neither predictions nor a model, and no method of {file} has [SegmentationGate(\"{gate}\")]; {known}");
    }

    /// <summary>Such as "Trainer.Evaluate".</summary>
    public static string NameOf(MethodInfo method) => $"{method.DeclaringType?.FullName?.Replace('+', '.')}.{method.Name}";

    private static MethodInfo Checked(MethodInfo method, string gate)
    {
        var fault = method switch
        {
            { IsStatic: false } => "is not static",
            { ContainsGenericParameters: true } => "is generic, or stands in a generic type",
            _ when method.GetParameters().Length > 0 => "takes parameters",
            _ when !typeof(IEnumerable<SegmentationCase>).IsAssignableFrom(method.ReturnType) => $"returns {method.ReturnType.Name}",
            _ => null,
        };
        return fault is null ? method : throw new UsageException(
            $"gate '{gate}': its method {NameOf(method)} {fault}; it is to be public static IEnumerable<SegmentationCase> {method.Name}()");
    }

    // A type whose base type can't be loaded does not keep the others from being looked at.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }
}
