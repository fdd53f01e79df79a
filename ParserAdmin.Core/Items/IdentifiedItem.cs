using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items;

/// <summary>A draft with the id by which it is known again.</summary>
public sealed record IdentifiedItem(string ExternalId, ItemDraft Draft);
