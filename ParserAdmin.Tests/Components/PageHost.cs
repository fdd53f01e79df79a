using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MudBlazor;
using MudBlazor.Services;
using ParserAdmin.Auth;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Components.Pages.Sources;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Components;

/// <summary>bUnit on the real core: a page sees a database of its own, and the person whom the test names.</summary>
public sealed class PageHost : IAsyncDisposable
{
    private readonly NamedActor _current;

    // One second, bUnit's own patience, is too short for a machine that runs every test at once.
    static PageHost() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    private PageHost(CoreHost core, Actor actor)
    {
        Core = core;
        _current = new NamedActor(actor);
        Page.JSInterop.Mode = JSRuntimeMode.Loose;
        core.ShareWith(Page.Services);

        // Sharing gives one service a type; pages ask for all invocables, in their order.
        Page.Services.RemoveAll<IInvocable>();
        foreach (var invocable in core.Provider.GetServices<IInvocable>())
            Page.Services.AddSingleton(invocable);
        Page.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        Page.Services.AddSingleton<SourceOverviewReader>();
        Page.Services.AddTransient<AuditNames>();
        Page.Services.AddMudServices();
        Page.Services.AddScoped<CommandRunner>();
        Page.Services.AddScoped<UndoOffers>();
        Page.Services.AddSingleton<ICurrentActor>(_current);
    }

    public CoreHost Core { get; }

    public BunitContext Page { get; } = new();

    /// <param name="configure">Replaces services of the core.</param>
    public static async Task<PageHost> CreateAsync(Actor? actor = null, Action<IServiceCollection>? configure = null) =>
        new(await CoreHost.CreateAsync(configure: configure), actor ?? Actors.Admin);

    /// <summary>From now on somebody else acts.</summary>
    public void Become(Actor actor) => _current.Actor = actor;

    /// <summary>From now on a command is under way until this has ended.</summary>
    public void Delay(Task until) => _current.Waits = until;

    /// <summary>The browser that looks is signed in with this session.</summary>
    public void SignedInWith(Guid session) => _current.Session = session;

    /// <summary>Where dialogs appear, with the place of menus and choices that they need.</summary>
    public IRenderedComponent<MudDialogProvider> Dialogs()
    {
        Page.Render<MudPopoverProvider>();
        return Page.Render<MudDialogProvider>();
    }

    /// <summary>Opens a dialog as pages do.</summary>
    public async Task<IRenderedComponent<MudDialogProvider>> OpenAsync<TDialog>(DialogParameters<TDialog> parameters)
        where TDialog : IComponent
    {
        var dialogs = Dialogs();
        await dialogs.InvokeAsync(() => Page.Services.GetRequiredService<IDialogService>().ShowAsync<TDialog>("", parameters));
        dialogs.WaitForElement("form");
        return dialogs;
    }

    public int Subscriptions => Core.Get<EventBus>().SubscriptionCount;

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        await Core.DisposeAsync();
    }
}
