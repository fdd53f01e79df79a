using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Pages.SystemInfo;

/// <summary>Nodes, database, disk, browser and versions, and the state of each check with what to do.</summary>
public sealed partial class SystemPage
{
    /// <summary>Disk, browser and database tell nobody when they change.</summary>
    private const int SecondsBetweenLooks = 5;

    private SystemView? _view;
    private int _seconds;

    [Inject]
    private SystemReader Reader { get; set; } = default!;

    protected override bool MovesWithClock => true;

    private (string Tone, string Icon, string Text) Overall =>
        _view?.Health.Status switch
        {
            "ok" => ("good", Icons.Material.Filled.Check, "all is well"),
            "degraded" => ("warn", Icons.Material.Filled.Warning, "works, but look"),
            _ => ("bad", Icons.Material.Filled.Error, "down"),
        };

    protected override bool Wants(IEvent raised) => raised is NodeChanged or SettingsChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken) => _view = await Reader.ReadAsync(cancellationToken);

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    protected override Task OnSecondAsync(CancellationToken cancellationToken) =>
        ++_seconds % SecondsBetweenLooks == 0 ? ReloadAsync() : Task.CompletedTask;

    /// <summary>It lives, and has not yet obeyed the last stop.</summary>
    private bool Behind(Node node) => node.IsAlive(Now) && node.AcknowledgedEpoch < _view?.Health.Settings?.Epoch;
}
