using ParserAdmin.Core.Items;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>An item, or why there is none.</summary>
/// <param name="ExternalId">Of a failed row, where its listing told: the item is there, only unread.</param>
public sealed record ReadItem(IdentifiedItem? Item, string? ExternalId, string? Url, string? Problem, Exception? Cause)
{
    /// <summary>Set on the last item of a page that has another after it.</summary>
    public PageMark? PageDone { get; init; }

    /// <summary>Set on what ends a unit of work, which is no item.</summary>
    public UnitMark? UnitDone { get; init; }

    /// <summary>Neither an item nor a failure.</summary>
    public bool IsMark => Item is null && Problem is null;

    public static ReadItem Mark(UnitMark done) => new(null, null, null, null, null) { UnitDone = done };
}
