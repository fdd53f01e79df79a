using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.People;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>The audit trail, newest first, live, entries of one act together; an act opens to what was before and after.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 50;

    /// <summary>People that the filter offers, beside those who did what is shown.</summary>
    private const int MostActors = 200;

    /// <summary>Of an act that is opened.</summary>
    private const int MostTogether = 200;
    private readonly HashSet<long> _open = [];
    private readonly Dictionary<long, IReadOnlyList<AuditEntry>> _acts = [];
    private readonly SortedSet<string> _actors = [];
    private IReadOnlyList<AuditEntry> _entries = [];
    private string? _thing;
    private long _known = long.MaxValue;
    private bool _more;
    private bool _checking;

    /// <summary>More was written while the chain was checked.</summary>
    private bool _again;

    [Inject]
    private AuditQueries Queries { get; set; } = default!;

    [Inject]
    private AuditNames Names { get; set; } = default!;

    [Inject]
    private ChainState Chain { get; set; } = default!;

    [Inject]
    private PeopleQueries People { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "actor")]
    private string? Actor { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    private string? Action { get; set; }

    [SupplyParameterFromQuery(Name = "entityType")]
    private string? EntityType { get; set; }

    [SupplyParameterFromQuery(Name = "entityId")]
    private string? EntityId { get; set; }

    [SupplyParameterFromQuery(Name = "outcome")]
    private string? Outcome { get; set; }

    [SupplyParameterFromQuery(Name = "since")]
    private string? Since { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    private string? Until { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? BeforeText { get; set; }

    [SupplyParameterFromQuery(Name = "open")]
    private string? OpenText { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private TimeZoneInfo Local => Zone ?? TimeZoneInfo.Utc;

    private long? Before => QueryText.Number(BeforeText);

    private long? OpenEntry => QueryText.Number(OpenText);

    protected override object LoadKey => Shown;

    private AuditView Shown => new(Actor, Action, EntityType, EntityId, Outcome, Since, Until, Text, Before, OpenEntry, Kind);

    protected override bool Wants(IEvent raised) => raised is AuditAppended;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_actors.Count == 0)
            _actors.UnionWith((await People.PeopleAsync(null, null, MostActors, cancellationToken)).Select(person => person.Email));
        await ReadAsync(cancellationToken);

        // What comes after this snapshot is new to the person who looks.
        _known = _entries.Count > 0 ? _entries[0].Sequence : 0;
        if (_entries.FirstOrDefault(entry => entry.Sequence == OpenEntry) is { } open)
            await OpenAsync(open, cancellationToken);
    }

    // The filter is the database's: asking it again is simpler, and surer, than repeating it here.
    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        if (Before is null)
            await ReadAsync(cancellationToken);
        _ = CheckAsync(whole: false);
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? CheckAsync(whole: false) : Task.CompletedTask;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var view = Shown;
        var filter = await Names.FilterAsync(view, Clock.UtcMilliseconds(), cancellationToken);
        var found = await Queries.RecentAsync(filter, view.Before, PageSize + 1, cancellationToken);
        await Names.ReadAsync(found, cancellationToken);
        _more = found.Count > PageSize;
        _entries = [.. found.Take(PageSize)];
        _actors.UnionWith(_entries.Select(entry => entry.ActorName));
        _thing = view.EntityId is { } id
            ? _entries.Select(entry => Names.Named(entry)?.Text).FirstOrDefault(name => name is not null) ?? id
            : null;
    }

    private Task VerifyAsync() => CheckAsync(whole: true);

    /// <summary>Reading a long trail takes a while, and SQLite reads without letting go: not on the circuit's own thread.</summary>
    private async Task CheckAsync(bool whole)
    {
        _again = _checking;
        if (_checking)
            return;
        _checking = true;
        try
        {
            do
            {
                _again = false;
                await Task.Run(() => Chain.CheckAsync(whole, Closing), Closing);
                whole = false;
            } while (_again);
        }
        catch (OperationCanceledException) when (Closing.IsCancellationRequested)
        {
            // The page was closed while it read.
        }
        catch (Exception unread) when (StorageFaults.IsOutage(unread))
        {
            // The bar says that the database is away; what was known of the chain is shown with its time.
        }
        catch (Exception failed)
        {
            await DispatchExceptionAsync(failed);
        }
        finally
        {
            _checking = false;
            StateHasChanged();
        }
    }

    private async Task ToggleAsync(AuditEntry entry)
    {
        if (!_open.Remove(entry.Sequence))
            await OpenAsync(entry, Closing);
    }

    private async Task OpenAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var act = await Queries.ActAsync(entry, MostTogether, cancellationToken);
        await Names.ReadAsync(act, cancellationToken);
        _acts[entry.Sequence] = act;
        _open.Add(entry.Sequence);
    }

    private void Show(AuditView view) => Navigation.NavigateTo(view.Address, replace: view.Text != Text);
}
