using System.Resources;

namespace ParserAdmin.Demo;

/// <summary>The text files beside this class, built into the assembly by <c>DemoFiles.resx</c>.</summary>
internal static class DemoFiles
{
    private static readonly ResourceManager Files = new(typeof(DemoFiles));

    /// <summary>The YAML file of that name.</summary>
    public static string Definition(string id) => Read(id);

    /// <summary>demo.css.</summary>
    public static string Style { get; } = Read(nameof(Style));

    private static string Read(string name) =>
        Files.GetString(name, System.Globalization.CultureInfo.InvariantCulture)
        ?? throw new InvalidOperationException($"The demo site's file '{name}' is missing from the assembly. Build the project again.");
}
