namespace ParserAdmin.Api.Health;

/// <summary>A part of the program; <c>off</c> when this node does not use it.</summary>
internal sealed record PartHealthResponse(string Status);
