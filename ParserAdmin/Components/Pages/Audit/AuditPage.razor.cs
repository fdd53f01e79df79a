using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>The audit trail, newest first, live; entries open to what was before and after.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 50;
    private readonly HashSet<long> _open = [];
    private readonly SortedSet<string> _actions = [];
    private readonly SortedSet<string> _entityTypes = [];
    private readonly SortedSet<string> _actors = [];
    private IReadOnlyList<AuditEntry> _entries = [];
    private AuditVerification? _verification;
    private DateTime? _verifiedAt;
    private long _known = long.MaxValue;
    private bool _more;
    private bool _verifying;

    [Inject]
    private AuditQueries Queries { get; set; } = default!;

    [Inject]
    private AuditVerifier Verifier { get; set; } = default!;

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

    [SupplyParameterFromQuery(Name = "before")]
    private string? BeforeText { get; set; }

    [SupplyParameterFromQuery(Name = "open")]
    private string? OpenText { get; set; }

    private long? Before => QueryText.Number(BeforeText);

    private long? OpenEntry => QueryText.Number(OpenText);

    protected override object LoadKey => Shown;

    protected override bool MovesWithClock => _entries.Count > 0;

    private AuditView Shown => new(Actor, Action, EntityType, EntityId, Outcome, Since, Until, Text, Before, OpenEntry);

    protected override bool Wants(IEvent raised) => raised is AuditAppended;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);

        // What comes after this snapshot is new to the person who looks.
        _known = _entries.Count > 0 ? _entries[0].Sequence : 0;
        if (OpenEntry is { } open)
            _open.Add(open);
    }

    // The filter is the database's: asking it again is simpler, and surer, than repeating it here.
    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) =>
        Before is null ? ReadAsync(cancellationToken) : Task.CompletedTask;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var view = Shown;
        var found = await Queries.RecentAsync(view.Filter(Clock.UtcMilliseconds()), view.Before, PageSize + 1, cancellationToken);
        _more = found.Count > PageSize;
        _entries = [.. found.Take(PageSize)];
        _actions.UnionWith(_entries.Select(entry => entry.Action));
        _entityTypes.UnionWith(_entries.Select(entry => entry.EntityType));
        _actors.UnionWith(_entries.Select(entry => entry.ActorName));
    }

    private async Task VerifyAsync()
    {
        if (_verifying)
            return;
        _verifying = true;
        try
        {
            _verification = await Verifier.VerifyAsync(Closing);
            _verifiedAt = Clock.UtcMilliseconds();
        }
        catch (OperationCanceledException) when (Closing.IsCancellationRequested)
        {
            // The page was closed while it read.
        }
        finally
        {
            _verifying = false;
        }
    }

    private void Toggle(long sequence)
    {
        if (!_open.Remove(sequence))
            _open.Add(sequence);
    }

    private void Show(AuditView view) => Navigation.NavigateTo(view.Address);
}
