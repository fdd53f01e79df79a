using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items;

/// <summary>What a metadata source says of an item.</summary>
/// <param name="Values">The best match.</param>
/// <param name="Fields">Which of its fields count, by the names of <see cref="ItemFields"/>; an empty one corrects nothing.</param>
public sealed record ItemCorrection(Guid ItemId, ItemDraft Values, IReadOnlyList<string> Fields);
