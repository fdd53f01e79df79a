namespace ParserAdmin.Tests.Hosting;

/// <summary>On which database a test runs.</summary>
public enum TestDatabase
{
    Sqlite,
    Postgres,
}
