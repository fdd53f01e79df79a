using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// Tells which items are kept without an optional field whose filter failed: a line a field, or "on request" in place of each price would
/// fill the log.
/// </summary>
internal static class LeftOutFields
{
    public static async Task TellAsync(JobLog log, IReadOnlyList<ReadItem> batch)
    {
        foreach (
            var field in batch.SelectMany(one => one.LeftOut.Select(error => (One: one, Error: error))).GroupBy(left => left.Error.Field)
        )
        {
            var (first, error) = field.First();
            var items =
                field.Count() == 1
                    ? $"Item {first.Item?.ExternalId} is"
                    : $"Item {first.Item?.ExternalId} and {field.Count() - 1} more are";
            await log.WarnAsync($"{items} kept without '{field.Key}': {error.Message}", first.Url);
        }
    }
}
