namespace ParserAdmin.Api;

/// <summary>What a page sends with each call that changes something, under this header.</summary>
internal sealed record CsrfResponse(string HeaderName, string Token);
