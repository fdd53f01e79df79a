using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Invocables;

/// <summary>It is decided how a run goes through its pages.</summary>
/// <param name="Incremental">It only looks for what is new; otherwise it reads all pages.</param>
public sealed record RunPlanned(Guid JobId, bool Incremental) : IEvent;
