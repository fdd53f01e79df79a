using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Data.Plans;

/// <summary>Rows that all fit each filter: so many that none of them leaves few.</summary>
internal static class ListPlanRows
{
    public const int Many = IndexChoice.Few + 100;

    public static async Task AddAlikeItemsAsync(this CoreHost host, int count)
    {
        var now = host.Clock.UtcMilliseconds();
        await using var context = await host.OpenAsync();
        for (var number = 0; number < count; number++)
        {
            var draft = new ItemDraft
            {
                Kind = ItemKinds.Title,
                Title = $"Title {number % 7} {number}",
                Price = 1 + number % 50,
                Currency = "EUR",
                Status = ItemStatus.Sold,
            };
            var item = Item.Create("shop", $"{number}", draft, now.AddMilliseconds(number));
            item.Leave(now.AddHours(1));
            context.Add(item);
        }

        GatedWrites.Permit(context);
        await context.SaveChangesAsync();
    }

    public static async Task AddAlikeLettersAsync(this CoreHost host, int count)
    {
        var now = host.Clock.UtcMilliseconds();
        await using var context = await host.OpenAsync();
        for (var number = 0; number < count; number++)
        {
            var job = ParserJob.Request("catalog-sync", "shop", JobTrigger.Person, "olga", JobParameters.None, 0, now);
            job.Start("node-1", Guid.Empty, 0, now);
            job.Fail(ErrorClass.Timeout, "The answer was not complete in 30 seconds.", new JobCounts(), now);
            context.Add(FailedAttempt.Of(job, null, null, now));
        }

        await context.SaveChangesAsync();
    }
}
