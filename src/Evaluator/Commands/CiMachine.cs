namespace MaskSharp.Evaluator.Commands;

/// <summary>Whether this run is part of a CI build, by the variables that CI systems set.</summary>
internal static class CiMachine
{
    private static readonly string[] _variables =
    [
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL", "BUILDKITE", "APPVEYOR", "CIRCLECI", "TRAVIS", "CODEBUILD_BUILD_ID",
    ];

    /// <summary>The variable that says so; null outside CI.</summary>
    public static string? Variable => Array.Find(_variables, name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase) && value != "0");
}
