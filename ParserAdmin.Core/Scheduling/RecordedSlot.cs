using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Scheduling;

/// <summary>The job that a slot became, those of its schedule that it cancelled, and the settings that were read for it.</summary>
internal sealed record RecordedSlot(ParserJob Job, IReadOnlyList<ParserJob> Cancelled, ParserSettings Settings);
