using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Demo;
using ParserAdmin.Demo.Data;

namespace ParserAdmin.Components.Pages.Sources.List;

/// <summary>
/// Sections of the demo site that an admin may add, beside the demo source; nothing where there is none, or no demo site.
/// </summary>
public sealed partial class DemoPanel
{
    private bool _busy;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    [Inject]
    private SourceCommands Sources { get; set; } = default!;

    [Inject]
    private CommandRunner Commands { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor? Person { get; set; }

    /// <summary>Ids of the sources that are there already.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Known { get; set; }

    // Not injected: a program without the demo site has none.
    private DemoOffers? Demo => Services.GetService<DemoOffers>();

    private IReadOnlyList<DemoOffer> Offers =>
        Demo is { IsOpen: true } && Person?.May(Role.Admin) == true && Known.Contains(DemoDefinition.SourceId)
            ? [.. DemoOffers.All.Where(offer => !Known.Contains(offer.Id))]
            : [];

    private async Task AddAsync(DemoOffer offer)
    {
        if (_busy || Demo is not { } demo)
            return;
        _busy = true;
        try
        {
            await Commands.RunAsync(
                (actor, token) => Sources.SaveAsync(actor, demo.Yaml(offer), offer.Id, 0, token),
                _ => $"{offer.Name} is a source now",
                CancellationToken.None
            );
        }
        finally
        {
            _busy = false;
        }
    }
}
