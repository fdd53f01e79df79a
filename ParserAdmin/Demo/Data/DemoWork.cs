namespace ParserAdmin.Demo.Data;

/// <summary>What never changes about a title.</summary>
/// <param name="Ordinal">Its place in the catalogue, from 0.</param>
/// <param name="Id">Its id, <c>t-0001</c> and on.</param>
/// <param name="Name">Its name; may hold any character, also <c>&lt;</c> and <c>&amp;</c>.</param>
/// <param name="Genres">One to three.</param>
/// <param name="Creators">One or two people.</param>
/// <param name="Series">The series it belongs to, or null.</param>
/// <param name="SeriesNumber">Its number in the series, from 1; null when there is none.</param>
/// <param name="Ongoing">Whether it still gets episodes.</param>
/// <param name="Published">The day it first came out.</param>
/// <param name="Description">Two or three sentences of plain text.</param>
public sealed record DemoWork(
    int Ordinal,
    string Id,
    string Name,
    IReadOnlyList<string> Genres,
    IReadOnlyList<string> Creators,
    DemoSeries? Series,
    int? SeriesNumber,
    bool Ongoing,
    DateOnly Published,
    string Description
)
{
    /// <summary>The year it came out.</summary>
    public int Year => Published.Year;

    /// <summary><c>ongoing</c> or <c>completed</c>.</summary>
    public string Status => Ongoing ? "ongoing" : "completed";

    /// <summary>Whether its page is the broken one.</summary>
    public bool IsBroken => Id == DemoCatalogue.BrokenId;
}
