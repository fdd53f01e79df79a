namespace ParserAdmin.Api;

/// <summary>What a page sends with each call that changes something, under this header.</summary>
internal sealed record CsrfShape(string HeaderName, string Token);
