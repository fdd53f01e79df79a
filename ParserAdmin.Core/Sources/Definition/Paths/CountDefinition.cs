namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>A number in the address's query that counts from page to page.</summary>
/// <param name="Parameter">Its name in the query.</param>
/// <param name="First">What the first page has where its address says nothing.</param>
/// <param name="Step">What is added; null adds the number of rows that the page had.</param>
public sealed record CountDefinition(string Parameter, int First, int? Step);
