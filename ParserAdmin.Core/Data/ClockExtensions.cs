namespace ParserAdmin.Core.Data;

public static class ClockExtensions
{
    /// <summary>UTC now in whole milliseconds: what is stored is then read back the same from every database.</summary>
    public static DateTime UtcMilliseconds(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }
}
