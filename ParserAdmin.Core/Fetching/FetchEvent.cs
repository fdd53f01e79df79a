namespace ParserAdmin.Core.Fetching;

/// <summary>One thing that happened to a fetch.</summary>
/// <param name="Host">The host as the governor names it: with its port only where that is not the scheme's own.</param>
/// <param name="Reason">For people: "429, Retry-After", "delay of the host", "to https://…".</param>
/// <param name="Until">When a wait is over, UTC.</param>
public sealed record FetchEvent(
    FetchEventKind Kind,
    Uri Address,
    string Host,
    string Reason,
    DateTimeOffset? Until = null,
    int? Status = null
);
