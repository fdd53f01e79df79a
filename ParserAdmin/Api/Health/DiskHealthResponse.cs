namespace ParserAdmin.Api.Health;

/// <summary>The disk that holds the data directory.</summary>
/// <param name="Status"><c>low</c> below 1 GiB.</param>
internal sealed record DiskHealthResponse(long? FreeBytes, string Status);
