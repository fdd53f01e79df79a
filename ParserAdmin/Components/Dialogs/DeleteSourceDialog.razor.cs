using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;

namespace ParserAdmin.Components.Dialogs;

/// <summary>Says what goes with a source, and deletes exactly that. Broken off, the source stays paused.</summary>
public sealed partial class DeleteSourceDialog
{
    [Inject]
    private SourceDeletionCommands Sources { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string SourceId { get; set; }

    protected override Task<CommandResult<SourceDeletion>> CountAsync(Actor actor, CancellationToken cancellationToken) =>
        Sources.CountAsync(actor, SourceId, cancellationToken);

    protected override Task<CommandResult<SourceDeletion>> DeleteAsync(
        Actor actor,
        SourceDeletion count,
        string reason,
        CancellationToken cancellationToken
    ) => Sources.DeleteAsync(actor, SourceId, count.Items, reason, this, cancellationToken);

    private static string Words(int count, string thing) =>
        count == 1 ? $"1 {thing}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}s");
}
