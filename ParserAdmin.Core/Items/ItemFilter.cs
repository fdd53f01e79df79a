namespace ParserAdmin.Core.Items;

/// <summary>Which items to list; what is null does not narrow.</summary>
/// <param name="Text">Matches title, series or external id.</param>
public sealed record ItemFilter(
    string? SourceId = null, string? Kind = null, string? Status = null, string? Text = null, DateTime? ChangedSince = null, bool? Gone = null);
