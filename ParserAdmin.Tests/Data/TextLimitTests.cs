using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Items;
using Xunit;

namespace ParserAdmin.Tests.Data;

/// <summary>
/// What people and programs write is held against the column it goes into before a database sees it: SQLite takes any length, PostgreSQL
/// does not, and both answer the same.
/// </summary>
public sealed class TextLimitTests
{
    // 200 characters, and one more.
    private static readonly string LongestCron = string.Concat(Enumerable.Repeat("0,", 95)) + "0  * * * *";
    private static readonly string LongCron = "0," + LongestCron;

    [Theory, EachDatabase]
    public async Task Text_ThatItsColumnDoesNotHold_IsRefusedByItsName(TestDatabase database)
    {
        await using var host = await ItemSaves.HostAsync(database);

        foreach (var (field, answer) in await AskAsync(host, more: 1))
        {
            Assert.True(answer.Status is CommandStatus.Invalid or CommandStatus.Unprocessable, $"{field}: {answer}");
            Assert.Equal(field, answer.Field ?? "definition");
        }
    }

    [Theory, EachDatabase]
    public async Task Text_AsLongAsItsColumn_IsTaken(TestDatabase database)
    {
        await using var host = await ItemSaves.HostAsync(database);

        foreach (var (field, answer) in await AskAsync(host, more: 0))
            Assert.True(answer.Status == CommandStatus.Done, $"{field}: {answer}");
    }

    [Theory, EachDatabase]
    public async Task Text_WithoutAColumnOfItsOwn_IsRefusedWhereNothingHasItsName(TestDatabase database)
    {
        await using var host = await ItemSaves.HostAsync(database);
        var (far, jobs) = (new string('x', 5_000), host.Get<JobCommands>());

        CommandStatus[] answers =
        [
            (await jobs.RequestAsync(Actors.Operator, far, "shop", JobParameters.None, JobTrigger.Api, default)).Status,
            (
                await jobs.RequestAsync(Actors.Operator, "catalog-sync", "shop", new JobParameters(Mode: far), JobTrigger.Api, default)
            ).Status,
            (await jobs.RequestAsync(Actors.Operator, "catalog-sync", far, JobParameters.None, JobTrigger.Api, default)).Status,
            (await host.Get<SourceCommands>().PauseAsync(Actors.Operator, far, far, default)).Status,
            (await host.Get<ScheduleCommands>().ResumeAsync(Actors.Operator, far, default)).Status,
            (await host.Get<SourceSettingCommands>().SetAsync(Actors.Admin, "shop", Values((far, "x")), default)).Status,
            (await host.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", $"a\0{far}", default)).Status,
        ];

        Assert.Equal(
            [
                CommandStatus.Unprocessable,
                CommandStatus.Unprocessable,
                CommandStatus.NotFound,
                CommandStatus.NotFound,
                CommandStatus.NotFound,
                CommandStatus.Invalid,
                CommandStatus.Done,
            ],
            answers
        );
    }

    [Theory]
    [InlineData("name: A shop", "name: \"a\\0b\"", 3, 7)]
    [InlineData("name: A shop", "name: a\0b", 3, 8)]
    [InlineData("language: en", "# a\0 comment\nlanguage: en", 5, 4)]
    public void Definition_WithWhatNoDatabaseTakes_IsRefusedAtItsLine(string right, string wrong, int line, int column)
    {
        var error = Assert.Single(
            SourceDefinitionReader.Read(TestSources.Yaml("shop").Replace(right, wrong, StringComparison.Ordinal)).Errors
        );

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    /// <summary>Each value once, as long as its column and so many characters longer.</summary>
    private static async Task<IReadOnlyList<(string Field, Answer Answer)>> AskAsync(CoreHost host, int more)
    {
        var (keys, edits, schedules) = (host.Get<KeyCommands>(), host.Get<ItemEditCommands>(), host.Get<ScheduleCommands>());
        await host.SaveItemsAsync(StoredItems.Draft("1", "Sea"));
        var item = Assert.Single(await ItemSaves.ListAsync(host)).Id;
        var cron = more == 0 ? LongestCron : LongCron;
        var edit = new ScheduleEdit(cron, null, false, null, true, OverlapPolicy.Skip, MisfirePolicy.RunOnce);
        var stored = (await host.Get<ScheduleQueries>().FindAsync("catalog-sync:shop", default))!.Schedule;
        List<(string, Answer)> answers =
        [
            (
                "definition",
                Of(
                    await host.Get<SourceCommands>()
                        .SaveAsync(Actors.Admin, TestSources.Yaml("other", Text(SourceDefinition.LongestName)), null, default)
                )
            ),
            ("name", Of(await keys.AddAsync(Actors.Admin, Text(ApiKey.LongestName), Role.Viewer, null, null, default))),
            ("email", Of(await host.Get<InvitationCommands>().InviteAsync(Actors.Admin, Email(), Role.Viewer, default))),
            (
                "name",
                Of(
                    await schedules.AddAsync(
                        Actors.Admin,
                        new("catalog-sync", "shop", Text(40), edit with { Cron = "@daily" }),
                        null,
                        default
                    )
                )
            ),
            ("cron", Of(await schedules.AddAsync(Actors.Admin, new("catalog-sync", "shop", "long", edit), null, default))),
            ("cron", Of(await schedules.EditAsync(Actors.Admin, stored.Id, edit, stored.Version, null, default))),
        ];
        foreach (
            var (field, most) in new[]
            {
                ("title", ItemLimits.Title),
                ("status", ItemLimits.Status),
                ("series", ItemLimits.Series),
                ("currency", 3),
                ("creators", 500),
                ("genres", 500),
                ("attributes.note", 32_000),
            }
        )
        {
            var wanted = new ItemEdit(new Dictionary<string, IReadOnlyList<string>> { [field] = [Text(most)] }, []);
            answers.Add(($"fields.{field}", Of(await edits.EditAsync(Actors.Operator, item, wanted, default))));
        }

        return answers;

        string Text(int most) => new('x', most + more);

        string Email() => $"{Text(60)}@{string.Join('.', Enumerable.Repeat(new string('y', 48), 4))}";
    }

    private static Answer Of<T>(CommandResult<T> result) => new(result.Status, result.Field, result.Message);

    private static Dictionary<string, string?> Values(params (string Name, string? Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value);

    private sealed record Answer(CommandStatus Status, string? Field, string? Message);
}
