namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>How a job goes on from an ended one.</summary>
/// <param name="NotBefore">UTC; null for as soon as it may.</param>
internal sealed record NextAttempt(int Attempt, string Reason, DateTime? NotBefore = null, int RateLimitWaits = 0, int Recoveries = 0);
