using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Search;

namespace ParserAdmin.Core.Data;

/// <summary>The few statements that each database says in its own way.</summary>
public abstract class DatabaseDialect
{
    /// <summary>Makes this transaction the only one that appends to the audit chain until it ends.</summary>
    public abstract Task LockAuditChainAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Makes this transaction the only one that admits jobs until it ends.</summary>
    public abstract Task LockAdmissionAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>
    /// From here on no statement of this transaction waits longer for a lock. SQLite has one for all writers, and waits as it always does.
    /// </summary>
    public virtual Task LimitLockWaitsAsync(DbContext context, TimeSpan longest, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// A connection for the emergency stop alone: not of the pool, and none of its statements waits for a lock or an answer longer than
    /// about half a second.
    /// </summary>
    public abstract DbConnection CreateStopConnection(DbContext context);

    /// <summary>What is said on such a connection once it is open.</summary>
    public virtual string? StopConnectionSetup => null;

    /// <summary>Sends <c>@message</c> to all processes that listen, without waiting for a lock; null where there is no such way.</summary>
    public virtual string? TellStatement => null;

    /// <summary>Whether processes on several machines may use one such database at once.</summary>
    public virtual bool SharedByNodes => true;

    /// <summary>
    /// Whether the database itself may still be missing when the migrations begin; elsewhere it is made with the lock before them.
    /// </summary>
    public virtual bool IsMadeByMigration => false;

    /// <summary>What carries short messages between the processes on this database, or null: then they look at the tables.</summary>
    public virtual DatabaseSignals? CreateSignals(string connectionString) => null;

    /// <summary>What counts the changes of this database without asking its tables, or null.</summary>
    public virtual DatabaseStamp? CreateStamp(string connectionString) => null;

    /// <summary>Triggers by which the database itself refuses to change or delete rows of the audit trail.</summary>
    public abstract IEnumerable<string> AuditTriggers { get; }

    /// <summary>Statements that undo <see cref="AuditTriggers"/>.</summary>
    public abstract IEnumerable<string> DropAuditTriggers { get; }

    /// <summary>
    /// A statement that adds rows and passes over those whose unique <paramref name="key"/> is there already, without failing.
    /// </summary>
    /// <param name="values">Rows of parameters in brackets, with commas between them.</param>
    internal virtual string InsertMissing(string table, IReadOnlyList<string> columns, IReadOnlyList<string> key, string values) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES {values} ON CONFLICT ({string.Join(", ", key)}) DO NOTHING";

    /// <summary>
    /// Statements that make the search index of <paramref name="table"/> over its column <c>search_text</c> (words with one space between),
    /// fill it, and keep it in step whoever writes the table. On SQLite a migration that rebuilds the table has to run them again: a
    /// rebuild drops the triggers.
    /// </summary>
    public abstract IEnumerable<string> SearchIndex(string table);

    /// <summary>Statements that undo <see cref="SearchIndex"/>.</summary>
    public abstract IEnumerable<string> DropSearchIndex(string table);

    /// <summary>How to select the rows of a table with a search index that hold every term.</summary>
    /// <param name="ordered">Whether a page in an order is wanted, or other conditions narrow; else any rows will do, such as for a capped
    /// count.</param>
    /// <param name="order">The index that holds the order of the page, for a database that has to be told; null where it may choose.</param>
    internal abstract Task<SearchStatement> SearchAsync(
        DbContext context,
        string table,
        IReadOnlyList<SearchTerm> terms,
        bool ordered,
        string? order,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// A select of all rows of a table along one of its indexes, for <c>FromSqlRaw</c>; null where the server knows by figures of its own
    /// which index is the best. See <see cref="IndexChoice"/>.
    /// </summary>
    internal virtual string? SelectAlong(string table, string index) => null;

    /// <summary>
    /// Rows that <see cref="InsertMissing"/> takes at once, where <paramref name="columns"/> parameters are needed for each.
    /// </summary>
    internal virtual int RowsAStatement(int columns) => 2_000 / columns;

    /// <summary>Takes the lock under which one process migrates; released when the returned value is disposed.</summary>
    public abstract Task<IAsyncDisposable> LockMigrationAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Before the migrations, under their lock: clears what a killed process left and refuses a database that does not fit.
    /// </summary>
    /// <exception cref="InvalidOperationException">The database does not fit; the message says what to do.</exception>
    public virtual Task PrepareMigrationAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks how many bytes the database takes, as a column <c>Value</c>.</summary>
    public abstract string SizeQuery { get; }

    /// <summary>Whether it can be read and would take a write, without changing anything. Cheap: it is asked every few seconds.</summary>
    /// <returns>Null when all is well, or <see cref="DatabaseFault.ReadOnly"/>.</returns>
    /// <exception cref="System.Data.Common.DbException">It does not answer, or refuses.</exception>
    public abstract Task<DatabaseFault?> CheckAsync(DbContext context);
}
