namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>Which top lists are looked through.</summary>
/// <param name="Genres">Each stands for <c>{genre}</c> in the path <c>top</c>; empty where that is one list.</param>
/// <param name="Count">Rows that count of each list.</param>
public sealed record TopDefinition(IReadOnlyList<string> Genres, int Count)
{
    public const int DefaultCount = 100;

    /// <summary>One list, its first hundred.</summary>
    public static TopDefinition Default { get; } = new([], DefaultCount);
}
