using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Schedules;

/// <summary>The job that a slot became, those of its schedule that it cancelled, and what was read to decide that.</summary>
internal sealed record RecordedSlot(ParserJob Job, IReadOnlyList<ParserJob> Cancelled, ParserSettings Settings, Source? Source)
{
    /// <summary>All jobs whose news it is to tell.</summary>
    public IEnumerable<ParserJob> Jobs => [.. Cancelled, Job];
}
