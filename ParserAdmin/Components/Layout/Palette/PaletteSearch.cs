using MudBlazor;
using ParserAdmin.Auth;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Pages.Jobs.Actions;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Layout.Palette;

/// <summary>Finds what a person may want: pages, acts, sources, jobs. What they may not do is found, too, with the reason.</summary>
public sealed class PaletteSearch(
    SourceQueries sources,
    SourceOverviewReader overviews,
    SourceCommands sourceCommands,
    JobQueries jobs,
    JobCommands jobCommands,
    SettingsStore settings,
    ICurrentActor currentActor,
    CommandRunner runner,
    IDialogService dialogs,
    TimeProvider clock
)
{
    private const int MostOfAKind = 6;
    private const string Acts = "Actions";
    private IReadOnlyList<Source> _sources = [];
    private ParserSettings _settings = new();
    private Actor? _person;

    /// <summary>Reads what the search goes over; once for each opening.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _person = await currentActor.GetAsync(cancellationToken);
        _settings = await settings.ReadAsync(cancellationToken);
        _sources = await sources.ListAsync(null, SourceQueries.MostOffered, cancellationToken);
    }

    /// <summary>What has every word of <paramref name="text"/>; pages and the acts of the whole program where there is none.</summary>
    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string text, CancellationToken cancellationToken)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            return [.. Pages(), .. GlobalActs()];
        return
        [
            .. Fitting(Pages(), words),
            .. Fitting(GlobalActs().Concat(_sources.SelectMany(ActsOn)), words),
            .. Fitting(_sources.Select(Of), words),
            .. await JobsAsync(text.Trim(), cancellationToken),
        ];
    }

    private IEnumerable<PaletteEntry> Pages() =>
        PortalPages
            .For(_person?.Role)
            .Select(page => new PaletteEntry("Pages", page.Icon, page.Name, $"g {page.Key}", page.Href))
            .Append(new PaletteEntry("Pages", Icons.Material.Filled.AccountCircle, "Your account", Href: "portal/account"));

    private static PaletteEntry Of(Source source) =>
        new("Sources", Icons.Material.Filled.Hub, source.Name, source.Id, SourceLink.AddressOf(source.Id));

    private static IEnumerable<PaletteEntry> Fitting(IEnumerable<PaletteEntry> entries, string[] words) =>
        entries
            .Where(entry => words.All(word => $"{entry.Text} {entry.More}".Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(entry => entry.Text.StartsWith(words[0], StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Take(MostOfAKind);

    private IEnumerable<PaletteEntry> GlobalActs()
    {
        var mode = _settings.Mode == ParserMode.Auto ? ParserMode.Manual : ParserMode.Auto;
        yield return new PaletteEntry(
            Acts,
            Icons.Material.Filled.Autorenew,
            $"Switch to {mode.ToString().ToLowerInvariant()}…",
            Do: () => dialogs.AskModeAsync(mode, _settings.Version),
            Refusal: Refusal(Role.Operator) ?? JobRequests.StopWords(_settings)
        );
        if (_settings.Stopped)
        {
            yield return new PaletteEntry(
                Acts,
                Icons.Material.Filled.LockOpen,
                "Reset the emergency stop…",
                Do: () => dialogs.AskResetAsync(_settings.Version),
                Refusal: Refusal(Role.Admin)
            );
        }

        yield return new PaletteEntry(
            Acts,
            Icons.Material.Filled.Add,
            "New source",
            Href: "portal/new-source",
            Refusal: Refusal(Role.Admin)
        );
        yield return new PaletteEntry(
            Acts,
            Icons.Material.Filled.Keyboard,
            "Show the keys",
            "?",
            Do: () => dialogs.AskAsync<KeysDialog>("Keys", MaxWidth.Small)
        );
    }

    private IEnumerable<PaletteEntry> ActsOn(Source source)
    {
        var refusal = Refusal(Role.Operator) ?? JobRequests.StopWords(_settings) ?? JobRequests.BlockWords(source.Block);
        yield return new PaletteEntry(
            Acts,
            Icons.Material.Filled.PlayArrow,
            $"Run {source.Name} now",
            source.Id,
            Do: () => RunAsync(source),
            Refusal: refusal
        );
        yield return new PaletteEntry(
            Acts,
            Icons.Material.Filled.Tune,
            $"Run {source.Name} with…",
            source.Id,
            Do: () =>
                dialogs.AskAsync<RunJobDialog>($"Run {source.Name} with…", MaxWidth.Small, (nameof(RunJobDialog.SourceId), source.Id)),
            Refusal: refusal
        );
        yield return source.Paused
            ? new PaletteEntry(
                Acts,
                Icons.Material.Filled.PlayCircle,
                $"Resume {source.Name}",
                source.Id,
                Do: () =>
                    runner.RunAsync(
                        (actor, token) => sourceCommands.ResumeAsync(actor, source.Id, token),
                        resumed => $"{resumed.Name} is resumed.",
                        CancellationToken.None
                    ),
                Refusal: Refusal(Role.Operator)
            )
            : new PaletteEntry(
                Acts,
                Icons.Material.Filled.Pause,
                $"Pause {source.Name}…",
                source.Id,
                Do: () => dialogs.AskAsync<PauseDialog>($"Pause {source.Name}", MaxWidth.Small, (nameof(PauseDialog.Source), source)),
                Refusal: Refusal(Role.Operator)
            );
    }

    /// <summary>Its main task, as "Run now" does on its page.</summary>
    private async Task RunAsync(Source source)
    {
        var overview = await overviews.FindAsync(source.Id, CancellationToken.None);
        var task = overview?.MainTask?.Definition.Name ?? "";
        await runner.RunAsync(
            (actor, token) => jobCommands.RequestAsync(actor, task, source.Id, JobParameters.None, JobTrigger.Person, token),
            job => JobText.Asked(task, job),
            CancellationToken.None
        );
    }

    private async Task<IEnumerable<PaletteEntry>> JobsAsync(string text, CancellationToken cancellationToken)
    {
        var named = _sources.Where(source => source.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(source => source.Id);
        var filter = new JobFilter(Text: text.TrimStart('#'), NamedByText: [.. named]);
        var found = await jobs.RecentAsync(filter, null, MostOfAKind, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        return found.Select(job => new PaletteEntry(
            "Jobs",
            Icons.Material.Filled.Bolt,
            JobText.Of(job.Task, _sources.FirstOrDefault(source => source.Id == job.SourceId)?.Name ?? job.SourceId),
            $"#{job.Id.ToString()[^8..]}, {job.Status.ToString().ToLowerInvariant()}, {Times.Relative(job.RequestedAt, now)}",
            JobAddress.Of(job.Id)
        ));
    }

    private string? Refusal(Role role) => RoleWords.Refusal(role, _person);
}
