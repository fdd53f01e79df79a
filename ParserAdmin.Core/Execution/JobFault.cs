using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Execution;

/// <summary>A failure, sorted.</summary>
/// <param name="Url">The page on which it happened.</param>
/// <param name="RetryAfter">How long the server wants us to stay away.</param>
/// <param name="Host">Of the address that failed.</param>
/// <param name="Critical">Why the fail-safe has to switch to manual, or null.</param>
internal sealed record JobFault(
    ErrorClass Class,
    string Message,
    string? Url = null,
    TimeSpan? RetryAfter = null,
    string? Critical = null,
    string? Host = null
);
