namespace ParserAdmin.Core.Data.Search;

/// <summary>A select of a table's rows that hold all terms, for <c>FromSqlRaw</c>: further conditions and the order go around it.</summary>
internal sealed record SearchStatement(string Sql, params object[] Values);
