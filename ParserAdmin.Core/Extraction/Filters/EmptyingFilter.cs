namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>A filter that did its work and left nothing.</summary>
/// <param name="Input">What it was given; the first of several.</param>
internal sealed record EmptyingFilter(string Filter, string Input);
