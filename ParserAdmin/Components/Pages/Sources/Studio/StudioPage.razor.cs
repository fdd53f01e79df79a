using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources.Studio;

/// <summary>A stored source's definition beside what it makes of a page.</summary>
public sealed partial class StudioPage
{
    private Source? _source;
    private string? _stopped;

    [Inject]
    private SourceQueries Sources { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = "";

    protected override object LoadKey => Id;

    public static string AddressOf(string sourceId) => $"{SourceLink.AddressOf(sourceId)}/studio";

    protected override bool Wants(IEvent raised) =>
        raised is SettingsChanged || (raised is SourceChanged changed && changed.SourceId == Id);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _source = await Sources.FindAsync(Id, cancellationToken);
        _stopped = JobRequests.StopWords(await Settings.ReadAsync(cancellationToken));
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);
}
