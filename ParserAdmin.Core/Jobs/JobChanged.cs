using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Jobs;

/// <summary>A job was made or changed its status.</summary>
public sealed record JobChanged(ParserJob Job) : ILiveEvent;
