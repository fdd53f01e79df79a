using ParserAdmin.Core.Data;

namespace ParserAdmin.Tests.Architecture;

/// <summary>The two assemblies of the program, read once.</summary>
internal static class Assemblies
{
    public const string CoreName = "ParserAdmin.Core";
    public const string WebName = "ParserAdmin";

    public static CodeMap Core { get; } = CodeMap.Of(typeof(ParserDbContext).Assembly);

    public static CodeMap Web { get; } = CodeMap.Of(typeof(ParserAdmin.Demo.Site.DemoSite).Assembly);

    /// <summary>The feature folder of a type of the core, or null for what is at its top or elsewhere.</summary>
    public static string? Feature(string type) =>
        type.StartsWith(CoreName + ".", StringComparison.Ordinal) && type.Split('.') is { Length: > 3 } parts ? parts[2] : null;
}
