using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Live;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>Where an admin declares a source. Its address is not below the sources, so that a source may have any id.</summary>
public sealed partial class NewSourcePage
{
    public const string Path = "/portal/new-source";

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override bool Wants(ILiveEvent liveEvent) => false;

    protected override Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task ApplyAsync(IReadOnlyList<ILiveEvent> batch, CancellationToken cancellationToken) => Task.CompletedTask;

    private void Open(Source source) => Navigation.NavigateTo($"/portal/sources/{Uri.EscapeDataString(source.Id)}");
}
