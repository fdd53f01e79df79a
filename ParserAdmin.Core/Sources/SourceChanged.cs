using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Sources;

/// <summary>A source was made, changed, paused, resumed or deleted.</summary>
public sealed record SourceChanged(string SourceId) : ISharedEvent;
