using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Invocables;

/// <summary>A run was made historical although it was to look for new things only.</summary>
/// <param name="Reason">As the metric has it.</param>
public sealed record RunForced(string SourceId, string Reason) : IEvent
{
    /// <summary>The last successful check is older than <c>lpa_max_age_hours</c>.</summary>
    public const string StaleMark = "stale_lpa";

    /// <summary>The definition was edited since: what it read before may be read otherwise now.</summary>
    public const string Definition = "definition";
}
