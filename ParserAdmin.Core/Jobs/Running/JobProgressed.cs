using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.Running;

/// <summary>A running job got further.</summary>
public sealed record JobProgressed(Guid JobId, string SourceId, JobCounts Counts) : ISharedEvent;
