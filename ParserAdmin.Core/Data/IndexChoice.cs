using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Says to SQLite along which index a page is read. It keeps no figures of its tables and takes every equality for rare: for the first
/// fifty titles of a kind it would fetch all million items of that kind and put them in order. So we look: where a filter leaves a few
/// rows, they are fetched and put in order; else the rows are gone through in their order until the page is full, by an index that holds
/// beside the order what filters ask, so that what does not fit is passed over without being fetched.
/// </summary>
internal static class IndexChoice
{
    /// <summary>So many rows are put in order at once: some 2 ms.</summary>
    public const int Few = 1_000;

    /// <param name="narrow">Filters that have an index of their own, with the rows that each would leave by itself.</param>
    /// <param name="order">The index that holds the order of the list and what the filters ask.</param>
    public static async Task<IQueryable<T>> AlongAsync<T>(
        this ParserDbContext context,
        string table,
        IEnumerable<(string Index, IQueryable<T> Rows)> narrow,
        string order,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (context.Dialect.SelectAlong(table, order) is null)
            return context.Set<T>();
        foreach (var (index, rows) in narrow)
        {
            if (await rows.Take(Few + 1).CountAsync(cancellationToken) <= Few)
                return context.Along<T>(table, index);
        }

        return context.Along<T>(table, order);
    }

    public static IQueryable<T> Along<T>(this ParserDbContext context, string table, string index)
        where T : class => context.Dialect.SelectAlong(table, index) is { } select ? context.Set<T>().FromSqlRaw(select) : context.Set<T>();
}
