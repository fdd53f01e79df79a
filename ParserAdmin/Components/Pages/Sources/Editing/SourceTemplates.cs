using System.Reflection;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>What a new source may start from: the example with comments, and the ready-made definitions of the repository.</summary>
public static class SourceTemplates
{
    private const string Prefix = "definitions/";
    private static readonly Assembly Own = typeof(SourceTemplates).Assembly;

    /// <summary>Names of the ready-made ones, which are their files' names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Own.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    private static IReadOnlyDictionary<string, string> Titles { get; } = Names.ToDictionary(name => name, TitleOf);

    /// <summary>The text of a name; the example where there is none of it.</summary>
    public static string Text(string? name)
    {
        if (name is null || !Names.Contains(name))
            return SourceTemplate.Text;
        using var stream = Own.GetManifestResourceStream($"{Prefix}{name}.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>For people, as it calls itself: "a Telegram channel".</summary>
    public static string Title(string name) => Titles[name];

    private static string TitleOf(string name)
    {
        var own = SourceDefinitionReader.Read(Text(name)).Definition?.Name ?? name;
        return $"{char.ToLowerInvariant(own[0])}{own[1..]}";
    }
}
