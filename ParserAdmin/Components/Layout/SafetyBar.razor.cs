using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Live;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Components.Layout;

/// <summary>Mode, stop and reset, on every page and for every person at once.</summary>
public sealed partial class SafetyBar
{
    private SafetyView? _view;

    [Inject]
    private SafetyReader Reader { get; set; } = default!;

    [Parameter]
    public EventCallback OnMenu { get; set; }

    protected override bool Wants(ILiveEvent liveEvent) => liveEvent is SettingsChanged or NodeChanged or JobChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken) => _view = await Reader.ReadAsync(cancellationToken);

    protected override Task ApplyAsync(IReadOnlyList<ILiveEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);
}
