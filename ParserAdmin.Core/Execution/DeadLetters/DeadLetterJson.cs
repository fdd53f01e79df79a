using System.Text.Json;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Core.Execution.DeadLetters;

/// <summary>A decision on dead letters as the audit trail tells of it.</summary>
internal static class DeadLetterJson
{
    private const int MostIds = 100;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Decided(IReadOnlyList<FailedAttempt> letters, DeadLetterReport report) =>
        JsonSerializer.Serialize(
            new
            {
                state = StoredEnum.Write(letters[0].State),
                letters.Count,
                Ids = letters.Take(MostIds).Select(letter => letter.Id),
                Sources = letters.Select(letter => letter.SourceId).Distinct().Take(MostIds),
                Jobs = report.Jobs.Take(MostIds),
            },
            Options
        );
}
