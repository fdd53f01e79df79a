using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>What looking an item up came to.</summary>
/// <param name="Values">What the match says; null where there is none.</param>
/// <param name="Refusal">Why there is none, for people.</param>
/// <param name="Failure">Set where it could not even be asked for.</param>
public sealed record LookupResult(Item Item, ItemDraft? Values, string? Refusal, Exception? Failure);
