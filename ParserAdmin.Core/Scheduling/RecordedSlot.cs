using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Scheduling;

/// <summary>The job that a slot became, and those of its schedule that it cancelled.</summary>
internal sealed record RecordedSlot(ParserJob Job, IReadOnlyList<ParserJob> Cancelled);
