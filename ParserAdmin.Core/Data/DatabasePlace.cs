using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ParserAdmin.Core.Data;

/// <summary>Which database is meant, in words that hold no secret: they are shown on the console, by /health and in the portal.</summary>
/// <param name="Name">Begins a sentence: <c>The PostgreSQL database 'parseradmin' on db.example:5432</c>.</param>
/// <param name="File">SQLite's file, or null for a server.</param>
public sealed record DatabasePlace(string Provider, string Name, string? File, string? Database, string? User)
{
    public bool IsFile => File is not null;

    /// <summary>The maker's own word for it.</summary>
    public string ProviderName =>
        Provider switch
        {
            "postgres" => "PostgreSQL",
            "sqlserver" => "SQL Server",
            "sqlite" => "SQLite",
            _ => throw new InvalidOperationException($"There is no database provider '{Provider}'."),
        };

    /// <summary>The name within a sentence.</summary>
    public string Lower => char.ToLowerInvariant(Name[0]) + Name[1..];

    /// <exception cref="InvalidOperationException">The provider is unknown, or the connection string is missing or cannot be
    /// read.</exception>
    public static DatabasePlace From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("ParserAdmin:Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        return settings.Provider.ToLowerInvariant() switch
        {
            "sqlite" => OfFile(
                settings.ConnectionString is { Length: > 0 } connection
                    ? Parsed(connection, "Data Source=/srv/parseradmin.db", text => new SqliteConnectionStringBuilder(text)).DataSource
                    : Path.Combine(DataDirectory.PathFrom(configuration), DataDirectory.DatabaseFile)
            ),
            "postgres" => OfPostgres(
                Parsed(
                    settings,
                    "Host=localhost;Database=parseradmin;Username=parseradmin;Password=...",
                    text => new NpgsqlConnectionStringBuilder(text)
                )
            ),
            "sqlserver" => OfSqlServer(
                Parsed(
                    settings,
                    "Server=localhost;Database=parseradmin;User ID=parseradmin;Password=...",
                    text => new SqlConnectionStringBuilder(text)
                )
            ),
            _ => throw new InvalidOperationException(
                $"ParserAdmin:Database:Provider is '{settings.Provider}'. Set it to sqlite, postgres or sqlserver."
            ),
        };
    }

    private static DatabasePlace OfFile(string file) => new("sqlite", $"The database file {file}", file, null, null);

    private static DatabasePlace OfPostgres(NpgsqlConnectionStringBuilder parts)
    {
        if (string.IsNullOrWhiteSpace(parts.Host))
        {
            throw new InvalidOperationException(
                "ParserAdmin:Database:ConnectionString names no Host. Write it as "
                    + "Host=localhost;Database=parseradmin;Username=parseradmin;Password=..."
            );
        }

        var user = parts.Username ?? Environment.UserName;
        var database = parts.Database ?? user;
        var at =
            parts.Host.Contains(',', StringComparison.Ordinal) || parts.Host.StartsWith('/') ? parts.Host : $"{parts.Host}:{parts.Port}";
        return new DatabasePlace("postgres", $"The PostgreSQL database '{database}' on {at}", null, database, user);
    }

    private static DatabasePlace OfSqlServer(SqlConnectionStringBuilder parts) =>
        new(
            "sqlserver",
            $"The SQL Server database '{parts.InitialCatalog}' on {parts.DataSource}",
            null,
            parts.InitialCatalog,
            parts.UserID
        );

    private static T Parsed<T>(DatabaseOptions settings, string example, Func<string, T> parse)
        where T : DbConnectionStringBuilder =>
        settings.ConnectionString is { Length: > 0 } text
            ? Parsed(text, example, parse)
            : throw new InvalidOperationException(
                $"ParserAdmin:Database:Provider is '{settings.Provider}', which needs ParserAdmin:Database:ConnectionString, such as "
                    + $"{example}."
            );

    /// <summary>The text itself is not shown: there may be a password in it.</summary>
    private static T Parsed<T>(string text, string example, Func<string, T> parse)
        where T : DbConnectionStringBuilder
    {
        try
        {
            return parse(text);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new InvalidOperationException(
                $"ParserAdmin:Database:ConnectionString cannot be read: {wrong.Message.TrimEnd('.')}. Write it as {example}.",
                wrong
            );
        }
    }
}
