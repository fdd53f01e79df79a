using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Items;

/// <summary>Items of a source were written and committed.</summary>
public sealed record ItemsSaved(string SourceId, Guid JobId, SavedBatch Batch) : ISharedEvent;
