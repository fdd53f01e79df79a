using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParserAdmin.Core.Cluster.ShellStop;

/// <summary>What a command at the shell sends to the node of its data folder: one line of JSON.</summary>
/// <param name="User">The operating system's user, for the record.</param>
public sealed record StopRequest(string User, string? Reason);

/// <summary>
/// What the node answers, a line of JSON each: first that it has the request, then how the stop went, then what each node says.
/// </summary>
/// <param name="Status">The command's status as a number; null in the first and the last line.</param>
/// <param name="Message">Why it did not go all the way, or null.</param>
/// <param name="Audited">The settings row and the audit trail say it, too.</param>
/// <param name="Nodes">In the last line only; null where the database does not tell.</param>
public sealed record StopReply(
    int? Status = null,
    string? Message = null,
    long? Epoch = null,
    int JobsCancelled = 0,
    bool Audited = false,
    IReadOnlyList<NodeAnswer>? Nodes = null
)
{
    public const int Longest = 64 * 1024;
}

/// <summary>Whether a node obeyed.</summary>
/// <param name="IsSilent">It gave no sign of life for so long that it was not waited for.</param>
/// <param name="IsGone">It gave none for so long that the stop is done without it.</param>
public sealed record NodeAnswer(
    string Name,
    bool Acknowledged,
    double? Milliseconds,
    int StoppedJobs,
    DateTime? HeartbeatAt,
    bool IsSilent = false,
    bool IsGone = false
)
{
    public static NodeAnswer Of(Node node, long epoch, DateTime now) =>
        new(
            node.Name,
            node.AcknowledgedEpoch >= epoch,
            node.AcknowledgedMs,
            node.StoppedJobs,
            node.HeartbeatAt,
            node.IsSilent(now),
            node.IsGone(now)
        );
}

// Made at build time: a command at the shell has no time to look at types.
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(StopReply))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class StopJson : JsonSerializerContext;
