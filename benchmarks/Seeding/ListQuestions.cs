using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Components.Pages.Sources.List;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>All that the portal's lists ask, as their pages ask it.</summary>
internal sealed class ListQuestions
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly IServiceProvider _services;
    private readonly DateTime _now;

    private ListQuestions(IServiceProvider services)
    {
        _services = services;
        _now = Get<TimeProvider>().UtcMilliseconds();
    }

    public static IEnumerable<ListQuestion> All(IServiceProvider services)
    {
        var all = new ListQuestions(services);
        return [.. all.Jobs(), .. all.Logs(), .. all.Items(), .. all.Audit(), .. all.DeadLetters(), .. all.Others()];
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private IEnumerable<ListQuestion> Jobs()
    {
        var jobs = Get<JobQueries>();
        foreach (var (name, filter) in ListFilters.OfJobs(_now))
        {
            yield return new PagedQuestion<ParserJob, Guid?>(
                "jobs",
                name,
                50,
                (before, limit) => jobs.RecentAsync(filter, before, limit, None),
                job => job.Id
            );
            yield return new OneQuestion("jobs", $"counts: {name}", async () => (await jobs.CountsAsync(filter, None)).ByStatus.Count);
        }
    }

    private IEnumerable<ListQuestion> Logs()
    {
        var (jobs, log) = (Get<JobQueries>(), Get<JobLogQueries>());
        foreach (var (name, filter) in ListFilters.OfLogs())
        {
            yield return new PagedQuestion<JobLogLine, long?>(
                "logs",
                name,
                200,
                async (before, limit) =>
                    (await log.SearchAsync(filter, before ?? await jobs.LastLogSequenceAsync(None) + 1, 1, limit, None)).Lines,
                line => line.Sequence
            );
        }

        yield return new OneQuestion(
            "logs",
            "the first line of last month",
            async () => (int)(await log.FirstSinceAsync(_now.AddDays(-30), None) ?? 0)
        );
        yield return new OneQuestion(
            "logs",
            "dashboard: troubles",
            async () => (await jobs.LogTailAsync(new JobLogFilter(Levels: [JobLogLevel.Warning, JobLogLevel.Error]), 8, None)).Count
        );
    }

    private IEnumerable<ListQuestion> Items()
    {
        var (items, facets) = (Get<ItemQueries>(), Get<ItemFacetQueries>());
        foreach (var (name, filter) in ListFilters.OfItems(_now))
        {
            foreach (var sort in Enum.GetValues<ItemSort>())
            {
                yield return new PagedQuestion<Item, ItemCursor>(
                    "items",
                    $"{name}, by {StoredEnum.Write(sort)}",
                    51,
                    (after, limit) => items.ListAsync(filter, sort, after, limit, None),
                    item => ItemCursor.Of(item, sort)
                );
            }

            yield return new OneQuestion("items", $"count: {name}", () => items.CountAsync(filter, None));
            yield return new OneQuestion("items", $"facets: {name}", async () => (await facets.ReadAsync(filter, None)).Sources.Count);
        }
    }

    private IEnumerable<ListQuestion> Audit()
    {
        var audit = Get<AuditQueries>();
        foreach (var (name, filter) in ListFilters.OfAudit(_now))
        {
            yield return new PagedQuestion<AuditEntry, long?>(
                "audit",
                name,
                51,
                (before, limit) => audit.RecentAsync(filter, before, limit, None),
                entry => entry.Sequence
            );
        }
    }

    private IEnumerable<ListQuestion> DeadLetters()
    {
        var letters = Get<DeadLetterQueries>();
        foreach (var (name, filter) in ListFilters.OfDeadLetters())
        {
            yield return new PagedQuestion<DeadLetterGroup, long?>(
                "dead letters",
                $"mistakes: {name}",
                26,
                (before, limit) => letters.GroupsAsync(filter, before, limit, None),
                group => group.Newest.Id
            );
            yield return new PagedQuestion<FailedAttempt, long?>(
                "dead letters",
                $"letters: {name}",
                100,
                (before, limit) => letters.ListAsync(filter, before, limit, None),
                letter => letter.Id
            );
        }
    }

    private IEnumerable<ListQuestion> Others()
    {
        var overviews = ActivatorUtilities.CreateInstance<SourceOverviewReader>(_services);
        foreach (
            var view in (SourcesView[])
                [new(), new(Sort: "name"), new(State: "ready"), new(Text: "Shop 3"), new(Kind: "catalog"), new(Sort: "next")]
        )
        {
            var name = view.Address.Split('?').ElementAtOrDefault(1) ?? "all";
            yield return new PagedQuestion<SourceOverview, string>(
                "sources",
                name,
                25,
                async (after, limit) => (await overviews.PageAsync(view with { After = after }, limit, None)).Sources,
                source => source.Source.Id
            );
        }

        var schedules = Get<ScheduleOverviews>();
        yield return new PagedQuestion<ScheduleOverview, string>(
            "schedules",
            "all",
            25,
            async (after, limit) => (await schedules.PageAsync(null, null, after, limit, None)).Items,
            schedule => schedule.View.Id
        );
        var people = Get<PeopleQueries>();
        foreach (var text in (string?[])[null, "person-4", "nowhere"])
        {
            yield return new PagedQuestion<Person, string>(
                "people",
                text ?? "all",
                51,
                (after, limit) => people.PeopleAsync(text, after, limit, None),
                person => person.Email
            );
            yield return new PagedQuestion<ApiKey, Guid?>(
                "keys",
                text ?? "all",
                51,
                async (after, limit) => await people.KeysAsync(text, after, limit, None) ?? [],
                key => key.Id
            );
        }
    }
}
