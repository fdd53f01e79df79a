namespace ParserAdmin.Core.Safety.Settings;

/// <summary>
/// What this node saw of the settings, committed. It decides nothing: it only tells a row that went back, which no database remembers where
/// an older copy of all its tables was put back.
/// </summary>
internal sealed class SettingsMemory
{
    private readonly Lock _lock = new();
    private SettingsMark _highest;
    private ParserSettings? _last;

    /// <summary>To be asked for before the row is: what is read afterwards can only be as far, or further.</summary>
    public SettingsMark Highest
    {
        get
        {
            lock (_lock)
                return _highest;
        }
    }

    public ParserSettings? Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    public void Saw(ParserSettings row, long newestStop)
    {
        if (SettingsLoss.MarkOf(row) is not { } mark)
            return;
        lock (_lock)
        {
            _last = mark.Version >= _highest.Version ? row : _last;
            _highest = _highest.With(mark with { Epoch = Math.Max(mark.Epoch, newestStop) });
        }
    }
}
