using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ParserAdmin.Core.Data.Sqlite;

/// <summary>
/// The database's file may be deleted, renamed or replaced while it is open (a backup is put in its place, for example). Whoever has it
/// open goes on with the old one unnoticed: what is read there is not what is stored, and what is written there is lost.
/// </summary>
internal static class SqliteFile
{
    // SQLITE_FCNTL_HAS_MOVED, one look at the path: https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html
    private const int HasMovedQuestion = 20;

    private const int CannotOpen = 14;
    private const int InputOutput = 10;

    /// <summary>Whether the path leads to another file by now, or to none.</summary>
    public static bool HasMoved(SqliteConnection connection) =>
        Control(connection.Handle!, IntPtr.Zero, HasMovedQuestion, out var moved) == raw.SQLITE_OK && moved != 0;

    public static SqliteException Gone(string file) => new($"The database file {file} is not there any more", CannotOpen);

    public static SqliteException Replaced(string file) =>
        new($"The database file {file} was moved or replaced while this was written, so nothing of it is kept", InputOutput);

    // SQLitePCL has no call for it.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int Control(sqlite3 database, IntPtr main, int question, out int answer);
}
