using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>A host whose slots are looked at and taken step by step.</summary>
internal static class SlotHost
{
    public static async Task<IReadOnlyDictionary<string, DateTime>> StepAsync(CoreHost host)
    {
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);
        await host.Get<SlotLedger>().RefreshAsync(distrust: false, CancellationToken.None);
        return await NextAsync(host);
    }

    public static async Task<IReadOnlyDictionary<string, DateTime>> NextAsync(CoreHost host) =>
        await host.Get<SlotLedger>()
            .NextRunsAsync(await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None), CancellationToken.None);

    /// <summary>Records all slots that are due, and starts nothing.</summary>
    public static async Task<IReadOnlyList<ParserJob>> TakeAsync(CoreHost host, Func<Task>? meanwhile = null)
    {
        await using var context = await host.OpenAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Dialect.LockAdmissionAsync(context, CancellationToken.None);
        var settings = await SettingsStore.ReadAsync(context, CancellationToken.None);
        var due = await host.Get<SlotLedger>().TakeAsync(context, settings, Now(host), 500, CancellationToken.None);
        if (meanwhile is not null)
            await meanwhile();
        var slots = await ScheduleSlots.AddAsync(context, due, settings, Now(host), CancellationToken.None);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return [.. slots.Select(slot => slot.Job)];
    }

    public static async Task<ParserJob> WaitingRetryAsync(CoreHost host, TimeSpan wait, int attempt = 2, int rateLimitWaits = 0)
    {
        var failed = await host.AddJobAsync(JobStatus.Failed, trigger: JobTrigger.Schedule);
        var retry = ParserJob.Follow(
            failed,
            new NextAttempt(attempt, "Retries", Now(host) + wait, rateLimitWaits),
            failed.Epoch,
            Now(host)
        );
        await using var context = await host.OpenAsync();
        context.Add(retry);
        await context.SaveChangesAsync();
        return retry;
    }

    public static async Task<DateTime?> EarliestUpToNowAsync(CoreHost host) =>
        await host.Get<SlotLedger>().EarliestAsync(CancellationToken.None) is { } earliest && earliest <= Now(host) ? earliest : null;

    public static DateTime Now(CoreHost host) => host.Clock.UtcMilliseconds();

    public static async Task<CoreHost> AutoAsync(TestDatabase database = TestDatabase.Sqlite, Action<IServiceCollection>? configure = null)
    {
        var host = await CoreHost.CreateAsync(database, configure);
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        return host;
    }
}
