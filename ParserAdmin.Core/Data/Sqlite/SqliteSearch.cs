using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>
/// Full-text search by FTS5. The index holds no text, only where each word is; a table of numbers stands between it and the rows, because a
/// row's own number may change when the file is compacted, while a declared key stays. Its tokenizer splits at spaces and leaves our words
/// as they are.
/// </summary>
internal static class SqliteSearch
{
    // Up to here the rows found are fetched and sorted; beyond, the rows are gone through in their order until the page is full.
    private const int Few = 5_000;

    public static IEnumerable<string> Create(string table) =>
        [
            $"CREATE TABLE {table}_search (docid INTEGER PRIMARY KEY, item_id TEXT NOT NULL UNIQUE);",
            $"CREATE VIRTUAL TABLE {table}_fts USING fts5(search_text, content='', contentless_delete=1, detail=none, tokenize='ascii', "
                + $"prefix='2');",
            $"INSERT INTO {table}_search (item_id) SELECT id FROM {table} ORDER BY id;",
            $"INSERT INTO {table}_fts (rowid, search_text) SELECT docid, search_text FROM {table}_search JOIN {table} ON id = item_id;",
            $"""
                CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
                    INSERT INTO {table}_search (item_id) VALUES (new.id);
                    INSERT INTO {table}_fts (rowid, search_text) SELECT docid, new.search_text FROM {table}_search WHERE item_id = new.id;
                END;
                """,
            $"""
                CREATE TRIGGER {table}_search_update AFTER UPDATE OF search_text ON {table} WHEN old.search_text IS NOT new.search_text BEGIN
                    UPDATE {table}_fts SET search_text = new.search_text WHERE rowid = (SELECT docid FROM {table}_search WHERE item_id = new.id);
                END;
                """,
            $"""
                CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
                    DELETE FROM {table}_fts WHERE rowid = (SELECT docid FROM {table}_search WHERE item_id = old.id);
                    DELETE FROM {table}_search WHERE item_id = old.id;
                END;
                """,
        ];

    public static IEnumerable<string> Drop(string table) =>
        [
            $"DROP TRIGGER IF EXISTS {table}_search_insert;",
            $"DROP TRIGGER IF EXISTS {table}_search_update;",
            $"DROP TRIGGER IF EXISTS {table}_search_delete;",
            $"DROP TABLE IF EXISTS {table}_fts;",
            $"DROP TABLE IF EXISTS {table}_search;",
        ];

    public static async Task<SearchStatement> FindAsync(
        DbContext context,
        string table,
        IReadOnlyList<SearchTerm> terms,
        bool ordered,
        string? order,
        CancellationToken cancellationToken
    )
    {
        var match = string.Join(" AND ", terms.Select(term => $"\"{term.Text}\"{(term.Prefix ? "*" : "")}"));
        var count = $"SELECT COUNT(*) AS Value FROM (SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH {{0}} LIMIT {Few + 1})";
        var few = !ordered || await context.Database.SqlQueryRaw<int>(count, match).SingleAsync(cancellationToken) <= Few;

        // CROSS JOIN is SQLite's word for "in this order", and the plus keeps it from looking the numbers up one by one.
        return new SearchStatement(
            few
                ? $"SELECT {table}.* FROM {table}_fts CROSS JOIN {table}_search ON docid = {table}_fts.rowid CROSS JOIN {table} ON id = "
                    + $"item_id WHERE {table}_fts MATCH {{0}}"
                : $"SELECT {table}.* FROM {table}{(order is null ? "" : $" INDEXED BY {order}")} CROSS JOIN {table}_search ON item_id = id WHERE +docid IN (SELECT rowid FROM "
                    + $"{table}_fts WHERE {table}_fts MATCH {{0}})",
            match
        );
    }
}
