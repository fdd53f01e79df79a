namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>What a filter may know beside its text.</summary>
/// <param name="BaseAddress">What relative addresses count from.</param>
public sealed record FilterContext(Uri BaseAddress)
{
    /// <summary>What relative times count from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
