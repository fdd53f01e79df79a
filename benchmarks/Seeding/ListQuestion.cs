namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>What a list with a filter is asked: its first page, and the one after it.</summary>
/// <param name="Filter">In words.</param>
internal abstract record ListQuestion(string List, string Filter)
{
    /// <summary>Each page with how to ask for it, which answers how many rows there were.</summary>
    public abstract IAsyncEnumerable<(string Page, Func<Task<int>> Ask)> PagesAsync();
}

/// <param name="Read">A page after a place, or the first one.</param>
/// <param name="Place">Of a row: where the page after it begins.</param>
internal sealed record PagedQuestion<TRow, TPlace>(
    string List,
    string Filter,
    int Size,
    Func<TPlace?, int, Task<IReadOnlyList<TRow>>> Read,
    Func<TRow, TPlace> Place
) : ListQuestion(List, Filter)
{
    public override async IAsyncEnumerable<(string Page, Func<Task<int>> Ask)> PagesAsync()
    {
        yield return ("first", async () => (await Read(default, Size)).Count);
        var first = await Read(default, Size);
        if (first.Count < Size)
            yield break;
        var place = Place(first[^1]);
        yield return ("next", async () => (await Read(place, Size)).Count);
    }
}

/// <summary>What a page asks beside its rows, such as its counts.</summary>
internal sealed record OneQuestion(string List, string Filter, Func<Task<int>> Ask) : ListQuestion(List, Filter)
{
    public override async IAsyncEnumerable<(string Page, Func<Task<int>> Ask)> PagesAsync()
    {
        await Task.CompletedTask;
        yield return ("beside", Ask);
    }
}
