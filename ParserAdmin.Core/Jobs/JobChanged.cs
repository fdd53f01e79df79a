using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs;

/// <summary>A job was made or changed its status.</summary>
public sealed record JobChanged(ParserJob Job) : IEvent;
