using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Items.Editing;

/// <summary>A person edited an item, or gave fields of it back to its site.</summary>
public sealed record ItemEdited(string SourceId, Guid ItemId) : ISharedEvent;
