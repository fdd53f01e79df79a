using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Schedules;

/// <summary>Schedules of a host, as an admin would change them.</summary>
public static class ScheduleHost
{
    public static async Task<ScheduleView> ScheduleAsync(this CoreHost host, string id) =>
        await host.Get<ScheduleQueries>().FindAsync(id, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no schedule {id}.");

    public static async Task<Schedule> EditAsync(this CoreHost host, string id, Func<ScheduleEdit, ScheduleEdit> change)
    {
        var schedule = (await host.ScheduleAsync(id)).Schedule;
        var result = await host.Get<ScheduleCommands>()
            .EditAsync(Actors.Admin, id, change(ScheduleEdit.Of(schedule)), schedule.Version, "test", CancellationToken.None);
        return result.Succeeded ? result.Value : throw new InvalidOperationException(result.Message);
    }
}
