using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Schedules;

/// <summary>One more schedule for a task of a source, as someone wants it.</summary>
/// <param name="Name">A short word that becomes the end of its id; null for the next free number.</param>
public sealed partial record NewSchedule(string Task, string SourceId, string? Name, ScheduleEdit Edit)
{
    /// <summary>What is wrong with everything but its times, or null.</summary>
    internal async Task<(CommandStatus Status, string Message, string Field)?> ProblemAsync(
        ParserDbContext context,
        CancellationToken cancellationToken
    )
    {
        if (TaskDefinitions.Find(Task) is not { } preset)
            return (CommandStatus.Unprocessable, $"This version does not know the task '{Task}'.", "task");
        if (preset.IsGlobal)
            return (CommandStatus.Unprocessable, $"{Task} is a task of the whole program and has one schedule. Edit that one.", "task");
        if (Name is not null && !NamePattern().IsMatch(Name))
        {
            return (
                CommandStatus.Unprocessable,
                "The name takes up to 40 small letters, digits, dashes and underscores, such as 'nightly'.",
                "name"
            );
        }

        if (
            await context.Set<Source>().AsNoTracking().SingleOrDefaultAsync(source => source.Id == SourceId, cancellationToken)
            is not { } source
        )
        {
            return (CommandStatus.NotFound, $"There is no source '{SourceId}'.", "sourceId");
        }

        if (SourceDefinitionReader.Read(source.Definition).Definition is not { } definition)
            return (CommandStatus.Unprocessable, $"The definition of {source.Name} has errors. Mend them first.", "sourceId");
        return preset.Fits(definition)
            ? null
            : (
                CommandStatus.Unprocessable,
                preset.Lacks(definition) is { } lacks
                    ? $"{source.Name} cannot have {Task}: its definition has {lacks}."
                    : $"{source.Name} cannot have {Task}: that is for sources of another kind.",
                "task"
            );
    }

    /// <summary>2 for the second schedule of a task, and so on.</summary>
    internal async Task<string> FreeNameAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var taken = await context
            .Set<Schedule>()
            .Where(schedule => schedule.Task == Task && schedule.SourceId == SourceId)
            .Select(schedule => schedule.Id)
            .ToListAsync(cancellationToken);
        var number = 2;
        while (taken.Contains(Schedule.IdOf(Task, SourceId, $"{number}")))
            number++;
        return $"{number}";
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,39}\\z")]
    private static partial Regex NamePattern();
}
