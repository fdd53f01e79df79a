namespace ParserAdmin.Core.Sources.Definition;

/// <summary>Where a source's items are looked up, and what of the answer counts.</summary>
/// <param name="Source">Id of the source whose path <c>search</c> is asked.</param>
/// <param name="Fields">Fields to correct, as a path's <c>fields</c> name them.</param>
/// <param name="Threshold">Lowest score that is a match, 0.5 to 1.</param>
/// <param name="Days">How old the items are at most that metadata-refresh-new looks up.</param>
public sealed record MetadataDefinition(string Source, IReadOnlyList<string> Fields, double Threshold, int Days)
{
    public const double DefaultThreshold = 0.85;
    public const int DefaultDays = 7;

    public static IReadOnlyList<string> DefaultFields { get; } =
    ["publishedAt", "series", "seriesNumber", "creators", "genres", "imageUrl"];
}
