using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Core.Studio;

/// <summary>What to try.</summary>
/// <param name="Definition">YAML; it need not be stored.</param>
/// <param name="Path">The path's name; null for the first that has an address of its own.</param>
/// <param name="Address">The page, absolute or relative to the first link; null for the path's own address. Of a saved answer it is not
/// needed.</param>
/// <param name="Answer">What to read; null fetches the page once.</param>
/// <param name="Rows">How many rows to tell of in full; all of them are read.</param>
public sealed record PreviewRequest(
    string Definition,
    string? Path = null,
    string? Address = null,
    SavedAnswer? Answer = null,
    int Rows = PreviewRequest.UsualRows
)
{
    public const int UsualRows = 25;

    /// <summary>What the API and the page ask for at most.</summary>
    public const int MostRows = 200;
}
