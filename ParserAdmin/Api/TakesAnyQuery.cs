namespace ParserAdmin.Api;

/// <summary>Marks a call that is carried out whatever stands in its query.</summary>
internal sealed record TakesAnyQuery;
