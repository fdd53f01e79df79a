using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParserAdmin.Core.Jobs;

/// <summary>What a person may say of a run.</summary>
/// <param name="MaxPages">Listing pages at most; null for the definition's own limit.</param>
/// <param name="Mode"><c>historical</c> or <c>incremental</c>; null lets the source's state decide.</param>
/// <param name="Path">The one path of the definition to read; null for the task's own.</param>
public sealed record JobParameters(int? MaxPages = null, string? Mode = null, string? Path = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static JobParameters None { get; } = new();

    /// <summary>
    /// Which of these values is wrong for any task, and what it takes, or null. Whether there is such a path, only the definition knows.
    /// </summary>
    [JsonIgnore]
    public (string Field, string Message)? Problem =>
        MaxPages is < 1 or > 100_000 ? (nameof(MaxPages), "maxPages takes a whole number from 1 to 100,000.")
        : Mode is not (null or "historical" or "incremental") ? (nameof(Mode), "mode is historical or incremental.")
        : null;

    public static JobParameters Read(string json) => JsonSerializer.Deserialize<JobParameters>(json, Options) ?? None;

    public string Write() => JsonSerializer.Serialize(this, Options);
}
