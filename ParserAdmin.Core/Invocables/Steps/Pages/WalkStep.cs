namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>A page, or why there is none and the walk ends.</summary>
public sealed record WalkStep(ListingPage? Page, ReadItem? Failure);
