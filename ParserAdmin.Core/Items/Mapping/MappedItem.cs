using ParserAdmin.Core.Extraction;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>The item that a row came to, and what went wrong on the way. Without a draft the errors say why.</summary>
public sealed record MappedItem(ItemDraft? Draft, IReadOnlyList<FieldError> Errors);
