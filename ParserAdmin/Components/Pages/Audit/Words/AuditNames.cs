using System.Globalization;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Audit.Words;

/// <summary>
/// What entries are about, by the names that people know them by. It remembers what it read, so each page has one of its own.
/// </summary>
public sealed class AuditNames(SourceQueries sources, JobQueries jobs, ItemQueries items, PeopleQueries people)
{
    private readonly Dictionary<string, string?> _sources = [];
    private readonly Dictionary<Guid, (string Task, string SourceId)?> _jobs = [];
    private readonly Dictionary<Guid, string?> _items = [];
    private readonly Dictionary<string, string> _people = [];

    /// <summary>Asks for the names that these entries need, each only once.</summary>
    public async Task ReadAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        if (New(Ids(entries, "parser_jobs").Select(QueryText.Id).OfType<Guid>(), _jobs) is { Count: > 0 } newJobs)
        {
            foreach (var job in await jobs.ListAsync(newJobs, cancellationToken))
                _jobs[job.Id] = (job.Task, job.SourceId);
        }

        if (New(Ids(entries, "items").Select(QueryText.Id).OfType<Guid>(), _items) is { Count: > 0 } newItems)
        {
            foreach (var (id, title) in await items.TitlesAsync(newItems, cancellationToken))
                _items[id] = title;
        }

        if (New(entries.Select(SourceOf).OfType<string>(), _sources) is { Count: > 0 } newSources)
        {
            foreach (var (id, name) in await sources.NamesAsync(newSources, cancellationToken))
                _sources[id] = name;
        }

        var newPeople = Ids(entries, "users").Concat(Ids(entries, "api_keys")).Where(id => !_people.ContainsKey(id)).ToHashSet();
        if (newPeople.Count > 0)
        {
            foreach (var (id, name) in await people.NamesAsync(newPeople, cancellationToken))
                _people[id] = name;
        }
    }

    /// <summary>The view's filter, with what people know by the words that it looks for.</summary>
    public async Task<AuditFilter> FilterAsync(AuditView view, DateTime now, CancellationToken cancellationToken)
    {
        var filter = view.Filter(now);
        if (filter.Text is not { } text)
            return filter;
        var named = (await sources.ListAsync(null, SourceQueries.MostOffered, cancellationToken))
            .Where(source => source.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(source => source.Id);
        return filter with { NamedByText = [.. AuditActions.With(text), .. named] };
    }

    /// <summary>
    /// What the entry is about, as it follows the words of the act, and where it is to be seen; null where those words say it all.
    /// </summary>
    public (string Text, string? Address)? Of(AuditEntry entry) =>
        (AuditActions.IsOwn(entry) ? null : Named(entry)) ?? (AuditActions.What(entry) is { } what ? (what, null) : null);

    /// <summary>The same by its name alone, whoever did it; null where it has none.</summary>
    public (string Text, string? Address)? Named(AuditEntry entry) =>
        entry.EntityType switch
        {
            "parser_settings" when entry.Action is not ("settings.change" or "mode.switch") => null,
            "parser_settings" => AuditFields.Summary(entry) is { } summary ? (summary, "portal/settings") : null,
            "parser_jobs" => OfJob(entry),
            "failed_attempts" => Counted(entry, "count", "dead letter", "portal/dead-letters?state=all"),
            "items" when entry.EntityId is null => Counted(entry, "matching", "item", null),
            "items" => (
                QueryText.Id(entry.EntityId) is { } id ? _items.GetValueOrDefault(id) ?? entry.EntityId! : entry.EntityId!,
                $"portal/items/{entry.EntityId}"
            ),
            "users" => (AuditFields.Text(entry, "email") ?? Known(entry)) is { } person ? (person, "portal/people") : null,
            "api_keys" => (AuditFields.Text(entry, "name") ?? Known(entry)) is { } key ? (key, "portal/keys") : null,
            "schedules" when entry.Action == "schedule.create" => (Source(entry.EntityId), AddressOfSource(entry.EntityId)),
            "schedules" when entry.EntityId?.Split(':', 3) is { } parts => (
                JobText.Of(parts[0], parts.Length > 1 ? Source(parts[1]) : null) + (parts.Length > 2 ? $" ({parts[2]})" : ""),
                QueryText.Write("portal/schedules", [new("q", parts.ElementAtOrDefault(1) ?? parts[0])])
            ),
            "source_paths" when entry.EntityId?.Split('/', 2) is [var id, var path] => ($"{path} of {Source(id)}", AddressOfSource(id)),
            "sources" when entry.EntityId is { } id => (
                _sources.GetValueOrDefault(id) ?? AuditFields.Text(entry, "name") ?? id,
                AddressOfSource(id)
            ),
            _ => entry.EntityId is { } id ? (id, null) : null,
        };

    private (string, string?)? OfJob(AuditEntry entry)
    {
        if (QueryText.Id(entry.EntityId) is not { } id)
            return Counted(entry, "jobs", "old run", null);
        var (task, source) = AuditFields.Text(entry, "task") is { } said
            ? (said, AuditFields.Text(entry, "sourceId"))
            : _jobs.GetValueOrDefault(id) ?? ($"job {id.ToString()[^8..]}", null);
        return (JobText.Of(task, string.IsNullOrEmpty(source) ? null : Source(source)), JobAddress.Of(id));
    }

    private static (string, string?)? Counted(AuditEntry entry, string field, string what, string? address) =>
        AuditFields.Text(entry, field) is { } text && int.TryParse(text, CultureInfo.InvariantCulture, out var count)
            ? (count == 1 ? $"1 {what}" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} {what}s", address)
            : null;

    private string? Known(AuditEntry entry) => entry.EntityId is { } id ? _people.GetValueOrDefault(id) ?? id : null;

    private string Source(string? id) => string.IsNullOrEmpty(id) ? JobText.AllSources : _sources.GetValueOrDefault(id) ?? id;

    private static string? AddressOfSource(string? id) => string.IsNullOrEmpty(id) ? null : SourceLink.AddressOf(id);

    private string? SourceOf(AuditEntry entry) =>
        entry.EntityType switch
        {
            "sources" => entry.EntityId,
            "schedules" when entry.Action == "schedule.create" => entry.EntityId,
            "schedules" => entry.EntityId?.Split(':', 3).ElementAtOrDefault(1),
            "source_paths" => entry.EntityId?.Split('/', 2)[0],
            "parser_jobs" => AuditFields.Text(entry, "sourceId")
                ?? (QueryText.Id(entry.EntityId) is { } id ? _jobs.GetValueOrDefault(id)?.SourceId : null),
            _ => null,
        };

    /// <summary>Those that were not asked for yet; from now on they are, whether they are there or not.</summary>
    private static HashSet<TKey> New<TKey, TValue>(IEnumerable<TKey> ids, Dictionary<TKey, TValue?> known)
        where TKey : notnull
    {
        var missing = ids.Where(id => !known.ContainsKey(id)).ToHashSet();
        foreach (var id in missing)
            known[id] = default;
        return missing;
    }

    private static IEnumerable<string> Ids(IReadOnlyList<AuditEntry> entries, string type) =>
        entries.Where(entry => entry.EntityType == type).Select(entry => entry.EntityId).OfType<string>().Distinct();
}
