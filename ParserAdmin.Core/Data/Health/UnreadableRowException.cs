using System.Data.Common;

namespace ParserAdmin.Core.Data.Health;

/// <summary>
/// A row that only the program writes holds what it never wrote, such as a word where a time belongs: nothing goes on from there, and
/// somebody has to correct it.
/// </summary>
public sealed class UnreadableRowException(string table, Exception problem)
    : DbException($"the row of {table} holds a value that cannot be read: {problem.Message.TrimEnd('.')}; correct it by SQL")
{
    /// <summary>What .NET says of a stored value that is not of its column's kind.</summary>
    public static bool Is(Exception failed) =>
        failed is FormatException or InvalidCastException or OverflowException or ArgumentException or System.Text.Json.JsonException;
}
