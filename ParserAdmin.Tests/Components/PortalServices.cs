using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Components.Pages.SystemInfo;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Telemetry;

namespace ParserAdmin.Tests.Components;

/// <summary>What the frame, the dashboard and the job pages need beside the core.</summary>
internal static class PortalServices
{
    /// <param name="configure">Replaces services of the core.</param>
    public static async Task<PageHost> CreateAsync(ParserAdmin.Core.Audit.Actor? actor = null, Action<IServiceCollection>? configure = null)
    {
        var host = await PageHost.CreateAsync(actor, configure);
        host.Page.Services.AddSingleton<SafetyReader>();
        host.Page.Services.AddSingleton<DashboardReader>();
        host.Page.Services.AddSingleton<SystemReader>();
        host.Page.Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<HealthProbe>(host.Core.Provider));
        host.Page.Services.AddSingleton<IScheduleEngine, StillEngine>();
        return host;
    }

    /// <summary>Calls nobody: a page only names it.</summary>
    private sealed class StillEngine : IScheduleEngine
    {
        public string Name => "Coravel";

        public Task ArmAsync(DateTime? earliest, CancellationToken token) => Task.CompletedTask;

        public Task WakeAsync(CancellationToken token) => Task.CompletedTask;
    }
}
