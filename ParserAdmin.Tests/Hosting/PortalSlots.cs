using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Tests.Hosting;

internal static class PortalSlots
{
    /// <summary>A slot of a schedule that comes due now, as the scheduler would record it.</summary>
    public static async Task<ParserJob> SlotAsync(this PortalHost host, string schedule) =>
        (await host.Services.GetRequiredService<ScheduleSlots>()
            .RecordAsync(schedule, host.Services.GetRequiredService<TimeProvider>().UtcMilliseconds(), CancellationToken.None))!;
}
