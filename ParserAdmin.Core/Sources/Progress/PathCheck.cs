namespace ParserAdmin.Core.Sources.Progress;

/// <summary>How a run that succeeded went.</summary>
/// <param name="FoundSomething">Something was new or changed.</param>
/// <param name="Whole">It read all that a run of its kind is to read; a person's page limit did not cut it short.</param>
/// <param name="FirstRows">Rows of the path's first page; null where it was not read.</param>
/// <param name="WholeRows">All rows; null where not all pages were read.</param>
/// <param name="Version">Of the definition that it read by.</param>
public sealed record PathCheck(bool FoundSomething, bool Whole, int? FirstRows, int? WholeRows, int Version);
