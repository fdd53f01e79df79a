namespace ParserAdmin.Core.Jobs.DeadLetters;

/// <summary>Dead letters with the same mistake.</summary>
/// <param name="Newest">The last of them that the filter lets through.</param>
/// <param name="Count">How many the filter lets through.</param>
/// <param name="Open">How many of those wait for a person.</param>
/// <param name="FirstSeenAt">UTC.</param>
/// <param name="LastSeenAt">UTC.</param>
public sealed record DeadLetterGroup(FailedAttempt Newest, int Count, int Open, DateTime FirstSeenAt, DateTime LastSeenAt);
