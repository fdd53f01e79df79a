namespace ParserAdmin.Api;

/// <summary>Marks a route as part of the API, and so of its description.</summary>
internal sealed record ApiMark;
