using System.Text.Json;

namespace ParserAdmin.Core.Jobs;

/// <summary>Jobs as the audit trail tells of them.</summary>
internal static class JobJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Requested(ParserJob job) =>
        JsonSerializer.Serialize(
            new
            {
                job.Task,
                job.SourceId,
                trigger = Name(job.Trigger),
                status = Name(job.Status),
                parameters = JobParameters.Read(job.Parameters),
            },
            Options
        );

    public static string Started(ParserJob job) =>
        JsonSerializer.Serialize(
            new
            {
                job.Task,
                job.SourceId,
                status = Name(job.Status),
                job.Node,
                job.Attempt,
            },
            Options
        );

    public static string Ended(ParserJob job) =>
        JsonSerializer.Serialize(
            new
            {
                job.Task,
                job.SourceId,
                status = Name(job.Status),
                job.Outcome,
                errorClass = job.ErrorClass?.ToString(),
                job.Counts.ItemsProcessed,
                job.Counts.ItemsNew,
                job.Counts.ItemsChanged,
                job.Counts.ItemsFailed,
            },
            Options
        );

    public static string Deleted(IReadOnlyList<ParserJob> jobs) =>
        JsonSerializer.Serialize(
            new
            {
                jobs = jobs.Count,
                endedFrom = jobs[0].EndedAt,
                endedTo = jobs[^1].EndedAt,
                ids = jobs.Select(job => job.Id),
            },
            Options
        );

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => Data.StoredEnum.Write(value);
}
