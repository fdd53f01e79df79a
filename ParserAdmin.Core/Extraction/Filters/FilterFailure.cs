namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Which filter failed, on what, and why.</summary>
internal sealed record FilterFailure(string Filter, string Input, string Message);
