using ParserAdmin.Demo.Data;

namespace ParserAdmin.Demo.Site;

/// <summary>The catalogue of the current minute, worked out once a minute.</summary>
internal sealed class DemoSite(TimeProvider clock)
{
    // Replaced whole: a race between two requests at the turn of a minute costs one calculation, never a mixture.
    private volatile DemoCatalogue? _latest;

    public DemoCatalogue Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var latest = _latest;
        if (latest is not null && now >= latest.Minute && now < latest.Minute.AddMinutes(1))
            return latest;
        return _latest = DemoCatalogue.At(now);
    }
}
