using Newtonsoft.Json.Linq;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>What a filter may know beside its text.</summary>
/// <param name="BaseAddress">What relative addresses count from.</param>
public sealed record FilterContext(Uri BaseAddress)
{
    /// <summary>What the page is, where it is JSON; references are looked up in it.</summary>
    internal JToken? Document { get; init; }

    /// <summary>Hears each step; null in a crawl.</summary>
    internal IExtractionTrace? Trace { get; init; }

    /// <summary>What relative times count from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
