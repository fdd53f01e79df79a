using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Core.Items;

/// <summary>
/// What people do to items: delete them by filter, the way for portal and API alike. It is no run of a parser, so a stop does not forbid
/// it; an admin's right and the audit trail stand before it.
/// </summary>
public sealed class ItemCommands(Changes changes)
{
    /// <summary>
    /// Items in one transaction. Each batch has an audit entry of its own, so that what is on record is what was done, wherever it ended.
    /// </summary>
    public const int BatchSize = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Tells how many would be deleted, and changes nothing.</summary>
    public Task<CommandResult<ItemDeletion>> CountAsync(Actor actor, ItemFilter filter, CancellationToken cancellationToken) =>
        changes.RunAsync(
            Asked(actor, null),
            async (context, token) => ChangeOutcome<ItemDeletion>.Same(new ItemDeletion(await CountAsync(context, filter, token), 0)),
            cancellationToken
        );

    /// <summary>
    /// Deletes what the filter fits, the oldest first, with its revisions. No more than was counted, whatever comes in meanwhile.
    /// </summary>
    /// <param name="expected">The count that the person agreed to; another one refuses the whole.</param>
    /// <param name="progress">Is told how many are deleted so far, after each batch.</param>
    public async Task<CommandResult<ItemDeletion>> DeleteAsync(
        Actor actor,
        ItemFilter filter,
        int expected,
        string? reason,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var deleted = 0;
        while (true)
        {
            var done = deleted;
            var batch = await changes.RunAsync(
                Asked(actor, reason),
                (context, token) => DeleteAsync(context, filter, expected, done, reason, token),
                cancellationToken
            );
            if (!batch.Succeeded)
            {
                return deleted == 0
                    ? batch
                    : CommandResult<ItemDeletion>.Refused(
                        batch.Status,
                        $"{deleted} items were deleted, then: {batch.Message}",
                        new ItemDeletion(expected, deleted)
                    );
            }

            deleted += batch.Value.Deleted;
            progress?.Report(deleted);
            if (batch.Value.Deleted < BatchSize || deleted >= expected)
                return CommandResult<ItemDeletion>.Done(new ItemDeletion(expected, deleted));
        }
    }

    private static async Task<ChangeOutcome<ItemDeletion>> DeleteAsync(
        ParserDbContext context,
        ItemFilter filter,
        int expected,
        int done,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return ChangeOutcome<ItemDeletion>.Refused(
                CommandStatus.Invalid,
                "Say why they are deleted: the reason goes on record.",
                field: "reason"
            );
        }

        if (done == 0 && await CountAsync(context, filter, cancellationToken) is var matching && matching != expected)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"{matching} items match now, not {expected}. Look at them again, then delete with that count."
            );
            return ChangeOutcome<ItemDeletion>.Refused(CommandStatus.Conflict, message, new ItemDeletion(matching, 0), "count");
        }

        var ids = await (await context.MatchingAsync(filter, cancellationToken))
            .OrderBy(item => item.Id)
            .Select(item => item.Id)
            .Take(Math.Min(BatchSize, expected - done))
            .ToListAsync(cancellationToken);
        var deleted =
            ids.Count == 0 ? 0 : await context.Set<Item>().Where(item => ids.Contains(item.Id)).ExecuteDeleteAsync(cancellationToken);
        var outcome = new ItemDeletion(expected, deleted);
        return deleted == 0
            ? ChangeOutcome<ItemDeletion>.Same(outcome)
            : new ChangeOutcome<ItemDeletion>(
                CommandResult<ItemDeletion>.Done(outcome),
                JsonSerializer.Serialize(new { filter, matching = expected }, Json),
                JsonSerializer.Serialize(new { deleted, deletedSoFar = done + deleted }, Json),
                Events: [new ItemsDeleted(deleted)]
            );
    }

    private static async Task<int> CountAsync(ParserDbContext context, ItemFilter filter, CancellationToken cancellationToken) =>
        await (await context.MatchingAsync(filter, cancellationToken)).CountAsync(cancellationToken);

    private static Change Asked(Actor actor, string? reason) => new(actor, Role.Admin, "item.delete", "items", null, reason);
}
