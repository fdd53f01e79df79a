namespace ParserAdmin.Demo.Data;

/// <summary>A title as its page shows it at one minute.</summary>
/// <param name="Work">What never changes.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Episodes">Oldest first; fewer than 60.</param>
public sealed record DemoTitle(DemoWork Work, DemoPrice Price, IReadOnlyList<DemoEpisode> Episodes)
{
    /// <summary>The UTC minute from which on the page reads as it does.</summary>
    /// <param name="minute">The minute shown: an ongoing title drops old episodes at the start of that day.</param>
    public DateTime ChangedBy(DateTime minute)
    {
        if (!Work.Ongoing)
            return Price.Since;
        var latest = Episodes.Count == 0 ? minute.Date : Episodes[^1].Aired;
        return new[] { Price.Since, latest, minute.Date }.Max();
    }
}
