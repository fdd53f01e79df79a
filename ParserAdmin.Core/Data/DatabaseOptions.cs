namespace ParserAdmin.Core.Data;

/// <summary>Bound from <c>ParserAdmin:Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>sqlite</c>, <c>postgres</c> or <c>sqlserver</c>.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>For the servers; SQLite's file lies in the data directory.</summary>
    public string? ConnectionString { get; set; }
}
