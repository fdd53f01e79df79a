using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Says how many items would go, and deletes exactly those.</summary>
public sealed partial class DeleteItemsDialog
{
    [Inject]
    private ItemCommands Items { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ItemFilter Filter { get; set; }

    /// <summary>Whether the filter is empty.</summary>
    [Parameter, EditorRequired]
    public bool All { get; set; }

    protected override Task<CommandResult<ItemDeletion>> CountAsync(Actor actor, CancellationToken cancellationToken) =>
        Items.CountAsync(actor, Filter, cancellationToken);

    protected override Task<CommandResult<ItemDeletion>> DeleteAsync(
        Actor actor,
        ItemDeletion count,
        string reason,
        CancellationToken cancellationToken
    ) => Items.DeleteAsync(actor, Filter, count.Matching, reason, this, cancellationToken);

    protected override bool IsCount(ItemDeletion now) => now.Deleted == 0;

    private static string Words(int count) => count == 1 ? "1 item" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} items";
}
