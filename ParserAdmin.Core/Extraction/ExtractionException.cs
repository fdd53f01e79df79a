namespace ParserAdmin.Core.Extraction;

/// <summary>A page that cannot be read at all. The message is for people.</summary>
public sealed class ExtractionException(string message) : Exception(message);
