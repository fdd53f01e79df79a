using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items.Editing;

/// <summary>
/// A person's edit of an item: the way for portal and API alike. What was edited is held: no run changes it, neither a crawl nor a metadata
/// source, until somebody gives it back.
/// </summary>
public sealed class ItemEditCommands(Changes changes, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Task<CommandResult<Item>> EditAsync(Actor actor, Guid id, ItemEdit edit, CancellationToken cancellationToken) =>
        changes.RunAsync(
            new Change(actor, Role.Operator, "item.edit", "items", id.ToString(), edit.Reason),
            (context, token) => EditAsync(context, actor, id, edit, token),
            cancellationToken
        );

    private async Task<ChangeOutcome<Item>> EditAsync(
        ParserDbContext context,
        Actor actor,
        Guid id,
        ItemEdit edit,
        CancellationToken cancellationToken
    )
    {
        if (edit.Fields.Count == 0 && edit.Release.Count == 0)
        {
            return ChangeOutcome<Item>.Refused(
                CommandStatus.Invalid,
                "Say what to change: 'fields' with their new values, or fields to 'release'.",
                field: "fields"
            );
        }

        if (edit.Fields.Keys.FirstOrDefault(edit.Release.Contains) is { } both)
        {
            return ChangeOutcome<Item>.Refused(
                CommandStatus.Invalid,
                $"'{both}' cannot be edited and released at once. Choose one.",
                field: $"fields.{both}"
            );
        }

        // Locks the row before it is read: a run that is writing it comes first or waits, so neither overwrites what the other has just
        // written.
        await context
            .Set<Item>()
            .Where(item => item.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.LastSeenAt, item => item.LastSeenAt), cancellationToken);
        if (await context.Set<Item>().SingleOrDefaultAsync(item => item.Id == id, cancellationToken) is not { } item)
            return ChangeOutcome<Item>.Refused(CommandStatus.NotFound, $"There is no item {id}. It may have been deleted.");
        var (before, heldBefore) = (item.ToDraft(), item.HeldFields);
        var after = before;
        foreach (var (field, values) in edit.Fields)
        {
            (var next, var problem) = FieldText.Write(after, field, values);
            if (problem is not null)
                return ChangeOutcome<Item>.Refused(CommandStatus.Unprocessable, problem, field: $"fields.{field}");
            after = next;
        }

        if (Moved(edit, before, after) is { Count: > 0 } moved)
        {
            return ChangeOutcome<Item>.Refused(
                CommandStatus.Conflict,
                $"{await WhoAsync(context, id, moved[0], cancellationToken)} changed {string.Join(", ", moved)} meanwhile.",
                item,
                $"fields.{moved[0]}"
            );
        }

        if (edit.Release.FirstOrDefault(field => item.FieldOwners?.ContainsKey(field) != true) is { } free)
        {
            return ChangeOutcome<Item>.Refused(
                CommandStatus.Unprocessable,
                $"Nobody holds '{free}': it is as the site says.",
                field: "release"
            );
        }

        var differences = ItemDiff.Between(before, after);
        if (differences.Count == 0 && edit.Release.Count == 0 && edit.Fields.Keys.All(heldBefore.Contains))
            return ChangeOutcome<Item>.Same(item);
        return Write(context, actor, item, edit, after, differences, heldBefore);
    }

    /// <summary>Fields of the edit that are no longer as they were seen, and not as they are wanted either.</summary>
    private static List<string> Moved(ItemEdit edit, ItemDraft now, ItemDraft wanted) =>
        edit.Seen?.ToDraft() is not { } seen
            ? []
            :
            [
                .. edit
                    .Fields.Keys.Concat(edit.Release)
                    .Where(field => !IsSame(field, seen, now) && (edit.Release.Contains(field) || !IsSame(field, now, wanted))),
            ];

    private static bool IsSame(string field, ItemDraft one, ItemDraft other) =>
        ItemFields.Values(field, one).SequenceEqual(ItemFields.Values(field, other));

    private static async Task<string> WhoAsync(ParserDbContext context, Guid id, string field, CancellationToken cancellationToken) =>
        await context
            .Set<ItemRevision>()
            .Where(revision => revision.ItemId == id && revision.Changes.Contains($"\"{field}\""))
            .OrderByDescending(revision => revision.Id)
            .Select(revision => revision.EditedBy)
            .FirstOrDefaultAsync(cancellationToken)
        ?? "A run";

    private ChangeOutcome<Item> Write(
        ParserDbContext context,
        Actor actor,
        Item item,
        ItemEdit edit,
        ItemDraft after,
        IReadOnlyList<FieldChange> differences,
        IReadOnlyList<string> heldBefore
    )
    {
        var now = clock.UtcMilliseconds();
        if (edit.Fields.Count > 0)
            item.Own(after, edit.Fields.Keys, FieldOwner.Person, now);
        if (edit.Release.Count > 0)
            item.Release(edit.Release);
        if (differences.Count > 0)
        {
            context.Add(
                new ItemRevision
                {
                    Id = Guid.CreateVersion7(now),
                    ItemId = item.Id,
                    EditedBy = actor.Name,
                    CreatedAt = now,
                    Changes = JsonSerializer.Serialize(differences, Json),
                }
            );
        }

        GatedWrites.Permit(context);
        return new ChangeOutcome<Item>(
            CommandResult<Item>.Done(item),
            Describe(differences.ToDictionary(change => change.Field, change => change.Before), heldBefore),
            Describe(differences.ToDictionary(change => change.Field, change => change.After), item.HeldFields),
            Events: [new ItemEdited(item.SourceId, item.Id)]
        );
    }

    private static string Describe(Dictionary<string, string?> fields, IReadOnlyList<string> held) =>
        JsonSerializer.Serialize(new { fields, held }, Json);
}
