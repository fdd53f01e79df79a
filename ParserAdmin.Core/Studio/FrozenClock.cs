namespace ParserAdmin.Core.Studio;

/// <summary>The moment at which an answer was saved.</summary>
internal sealed class FrozenClock(DateTime at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
