namespace ParserAdmin.Tests.Hosting.Databases;

/// <summary>On which database a test runs.</summary>
public enum TestDatabase
{
    Sqlite,
    Postgres,
}
