using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Audit.Words;
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
    private const string OftenRun = "shop-00";
    private const string SeldomRun = "shop-39";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly JobStatus[] Runs = [.. Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Skipped)];
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
        foreach (var (name, filter) in JobFilters())
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

    private IEnumerable<(string Name, JobFilter Filter)> JobFilters() =>
        [
            ("all but skipped", new JobFilter(Runs)),
            ("all", new JobFilter()),
            .. Enum.GetValues<JobStatus>().Select(status => (StoredEnum.Write(status), new JobFilter([status]))),
            ("with errors", new JobFilter([JobStatus.Succeeded], WithErrors: true)),
            ("with errors, seldom source", new JobFilter([JobStatus.Succeeded], SourceId: SeldomRun, WithErrors: true)),
            ("frequent task", new JobFilter(Runs, "channel-parse")),
            ("rare task", new JobFilter(Runs, "guide-crawl")),
            ("task that never ran", new JobFilter(Runs, "series-completion")),
            ("often source", new JobFilter(Runs, SourceId: OftenRun)),
            ("seldom source", new JobFilter(Runs, SourceId: SeldomRun)),
            ("source, any status", new JobFilter(SourceId: OftenRun)),
            ("source and task", new JobFilter(Runs, "guide-crawl", SeldomRun)),
            ("schedule", new JobFilter(Runs, ScheduleId: $"catalog-sync:{OftenRun}")),
            ("last day", new JobFilter(Runs, Since: _now.AddDays(-1))),
            ("last month, failed", new JobFilter([JobStatus.Failed], Since: _now.AddDays(-30))),
            ("last month, seldom source", new JobFilter(Runs, SourceId: SeldomRun, Since: _now.AddDays(-30))),
            ("a week of last spring", new JobFilter(Runs, Since: _now.AddDays(-207), Until: _now.AddDays(-200))),
            ("text, frequent", new JobFilter(Runs, Text: "shop")),
            ("text, nowhere", new JobFilter(Runs, Text: "nowhere")),
            ("text, nowhere, in a source", new JobFilter(Runs, SourceId: OftenRun, Text: "nowhere")),
            ("text, nowhere, of a task", new JobFilter(Runs, "channel-parse", Text: "nowhere")),
        ];

    private IEnumerable<ListQuestion> Logs()
    {
        var (jobs, log) = (Get<JobQueries>(), Get<JobLogQueries>());
        (string Name, JobLogFilter Filter)[] filters =
        [
            ("all", new JobLogFilter()),
            .. Enum.GetValues<JobLogLevel>().Select(level => (StoredEnum.Write(level), new JobLogFilter(Levels: [level]))),
            ("warning and error", new JobLogFilter(Levels: [JobLogLevel.Warning, JobLogLevel.Error])),
            ("often source", new JobLogFilter(SourceId: OftenRun)),
            ("seldom source", new JobLogFilter(SourceId: SeldomRun)),
            ("seldom source, error", new JobLogFilter(SourceId: SeldomRun, Levels: [JobLogLevel.Error])),
            ("text, frequent", new JobLogFilter(Text: "page 3")),
            ("text, nowhere (one step)", new JobLogFilter(Text: "nowhere")),
            ("text, nowhere, in a source", new JobLogFilter(SourceId: OftenRun, Text: "nowhere")),
        ];
        foreach (var (name, filter) in filters)
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

        yield return new OneQuestion("logs", "the first line of last month", async () => (int)(await log.FirstSinceAsync(_now.AddDays(-30), None) ?? 0));
        yield return new OneQuestion(
            "logs",
            "dashboard: troubles",
            async () => (await jobs.LogTailAsync(new JobLogFilter(Levels: [JobLogLevel.Warning, JobLogLevel.Error]), 8, None)).Count
        );
    }

    private IEnumerable<ListQuestion> Items()
    {
        var (items, facets) = (Get<ItemQueries>(), Get<ItemFacetQueries>());
        foreach (var (name, filter) in ItemFilters())
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

    private IEnumerable<(string Name, ItemFilter Filter)> ItemFilters() =>
        [
            ("all", new ItemFilter()),
            ("often source", new ItemFilter(SourceId: OftenRun)),
            ("seldom source", new ItemFilter(SourceId: SeldomRun)),
            ("frequent kind", new ItemFilter(Kind: "title")),
            ("rare kind", new ItemFilter(Kind: "book")),
            ("frequent status", new ItemFilter(Status: "ongoing")),
            ("rare status", new ItemFilter(Status: "sold")),
            ("rare kind and rare status", new ItemFilter(Kind: "book", Status: "sold")),
            ("source, kind, status", new ItemFilter(OftenRun, "episode", "completed")),
            ("gone", new ItemFilter(Gone: true)),
            ("not gone", new ItemFilter(Gone: false)),
            ("frequent currency", new ItemFilter(Currency: "EUR")),
            ("rare currency", new ItemFilter(Currency: "CHF")),
            ("currency that nothing has", new ItemFilter(Currency: "JPY")),
            ("changed, last day", new ItemFilter(ChangedSince: _now.AddDays(-1))),
            ("changed, last month", new ItemFilter(ChangedSince: _now.AddDays(-30))),
            ("price, narrow", new ItemFilter(PriceFrom: 10, PriceTo: 10.1m)),
            ("price, wide", new ItemFilter(PriceFrom: 100, PriceTo: 900)),
            ("creator", new ItemFilter(Creator: "Author 4711")),
            ("genre", new ItemFilter(Genre: "genre 3")),
            ("series", new ItemFilter(Series: "Series 77")),
            ("text, half", new ItemFilter(Text: "sea")),
            ("text, nowhere", new ItemFilter(Text: "nowhere")),
            ("text, half, in a source", new ItemFilter(SourceId: OftenRun, Text: "sea")),
        ];

    private IEnumerable<ListQuestion> Audit()
    {
        var audit = Get<AuditQueries>();
        (string Name, AuditFilter Filter)[] filters =
        [
            ("all", new AuditFilter()),
            .. AuditActions.Kinds.Select(kind => ($"kind {kind}", new AuditFilter(Actions: AuditActions.Of(kind)))),
            ("actor, frequent", new AuditFilter(Actor: "system")),
            ("actor, rare", new AuditFilter(Actor: "person-29@example.org")),
            ("actor by id", new AuditFilter(Actor: "u-29")),
            ("actor nobody knows", new AuditFilter(Actor: "nobody")),
            ("actor, rare, kind runs", new AuditFilter(Actor: "person-29@example.org", Actions: AuditActions.Of("runs"))),
            ("actor type", new AuditFilter(ActorType: ActorType.Api)),
            ("actor type nobody has", new AuditFilter(ActorType: ActorType.Database)),
            ("action", new AuditFilter(Action: "mode.switch")),
            ("thing's type", new AuditFilter(EntityType: "parser_jobs")),
            ("thing", new AuditFilter(EntityType: "sources", EntityId: OftenRun)),
            ("thing's id", new AuditFilter(EntityId: OftenRun)),
            ("denied", new AuditFilter(Outcome: AuditOutcome.Denied)),
            ("last day", new AuditFilter(From: _now.AddDays(-1))),
            ("a week of last spring", new AuditFilter(From: _now.AddDays(-207), To: _now.AddDays(-200))),
            ("before last spring, denied", new AuditFilter(Outcome: AuditOutcome.Denied, To: _now.AddDays(-200))),
            ("text, frequent", new AuditFilter(Text: "rebuilt")),
            ("text, nowhere", new AuditFilter(Text: "nowhere")),
        ];
        foreach (var (name, filter) in filters)
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
        (string Name, DeadLetterFilter Filter)[] filters =
        [
            ("open", new DeadLetterFilter(DeadLetterState.Open)),
            ("all", new DeadLetterFilter()),
            ("replayed", new DeadLetterFilter(DeadLetterState.Replayed)),
            ("dismissed", new DeadLetterFilter(DeadLetterState.Dismissed)),
            ("open, frequent task", new DeadLetterFilter(DeadLetterState.Open, "channel-parse")),
            ("open, rare task", new DeadLetterFilter(DeadLetterState.Open, "guide-crawl")),
            ("open, often source", new DeadLetterFilter(DeadLetterState.Open, SourceId: OftenRun)),
            ("open, seldom source", new DeadLetterFilter(DeadLetterState.Open, SourceId: SeldomRun)),
            ("open, error", new DeadLetterFilter(DeadLetterState.Open, ErrorClass: ErrorClass.Timeout)),
            ("open, text", new DeadLetterFilter(DeadLetterState.Open, Text: "place 3")),
            ("open, text nowhere", new DeadLetterFilter(DeadLetterState.Open, Text: "nowhere")),
        ];
        foreach (var (name, filter) in filters)
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
        foreach (var view in (SourcesView[])[new(), new(Sort: "name"), new(State: "ready"), new(Text: "Shop 3"), new(Kind: "catalog"), new(Sort: "next")])
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
