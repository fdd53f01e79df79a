using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Slots;

public sealed class NextSlotTests
{
    /// <summary>
    /// The names of table and column are for whoever reads by SQL; the token is what lets one node alone take a slot. Made anew: the
    /// program's model is made once in a process, by whichever test comes first.
    /// </summary>
    [Fact]
    public void Mapping_OfASlot_HasItsNamesItsTokenItsIndexAndGoesWithItsSchedule()
    {
        var model = new ModelBuilder();
        model.Entity<Schedule>().HasKey(schedule => schedule.Id);
        new NextSlotMapping().Configure(model.Entity<NextSlot>());
        var mapped = model.Model.FindEntityType(typeof(NextSlot))!;
        var next = mapped.FindProperty(nameof(NextSlot.NextAt))!;
        var schedule = Assert.Single(mapped.GetForeignKeys());

        Assert.Equal(("schedule_slots", "next_slot_at", true), (mapped.GetTableName(), next.GetColumnName(), next.IsConcurrencyToken));
        Assert.Equal([nameof(NextSlot.NextAt)], Assert.Single(mapped.GetIndexes()).Properties.Select(property => property.Name));
        Assert.Equal(typeof(Schedule), schedule.PrincipalEntityType.ClrType);
        Assert.Equal([nameof(NextSlot.ScheduleId)], schedule.Properties.Select(property => property.Name));
        Assert.Equal((DeleteBehavior.Cascade, true), (schedule.DeleteBehavior, schedule.IsUnique));
    }
}
