namespace ParserAdmin.Tests.Demo;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class DemoClock(DateTime utc) : TimeProvider
{
    public DateTime Utc { get; set; } = DateTime.SpecifyKind(utc, DateTimeKind.Utc);

    public override DateTimeOffset GetUtcNow() => new(Utc);
}
