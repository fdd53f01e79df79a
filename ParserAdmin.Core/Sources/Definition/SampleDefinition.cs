namespace ParserAdmin.Core.Sources.Definition;

/// <summary>A saved answer with what a path has to make of it: a test that the definition brings along.</summary>
/// <param name="Name">For people.</param>
/// <param name="Path">The path that reads it.</param>
/// <param name="Url">Where the answer came from; null for the path's own address.</param>
/// <param name="ContentType">The header, for the character set of a file.</param>
/// <param name="At">When it was saved, UTC: "3 hours ago" counts from it.</param>
/// <param name="Answer">The answer as text; null where it is in a file.</param>
/// <param name="File">A file beside the definition; null where the answer is here.</param>
/// <param name="Rows">The first rows that must come out, in their order.</param>
/// <param name="Count">How many rows there must be; null for as many as are written.</param>
/// <param name="Next">What the next page's address must be, empty for none; null where it is not looked at.</param>
public sealed record SampleDefinition(
    string Name,
    string Path,
    Uri? Url,
    string? ContentType,
    DateTime? At,
    string? Answer,
    string? File,
    IReadOnlyList<SampleRow> Rows,
    int? Count,
    SampleValue? Next
)
{
    /// <summary>Characters of an answer that stands in the definition itself.</summary>
    public const int LongestAnswer = 64 * 1024;

    /// <summary>Where it stands in the document, from 1.</summary>
    public (int Line, int Column) Place { get; init; } = (1, 1);
}

/// <summary>What one row of a sample must be. Fields that are not named may be anything.</summary>
/// <param name="Fields">By name.</param>
public sealed record SampleRow(IReadOnlyDictionary<string, SampleValue> Fields, int Line, int Column);
