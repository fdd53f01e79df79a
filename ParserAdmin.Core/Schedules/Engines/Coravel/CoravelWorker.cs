namespace ParserAdmin.Core.Schedules.Engines.Coravel;

/// <summary>One of the two workers: asked for, at work, or both, when it is asked for again while it works.</summary>
internal sealed class CoravelWorker
{
    private readonly Lock _lock = new();
    private bool _asked;
    private bool _working;

    /// <summary>Asked for and free.</summary>
    public bool MayBegin
    {
        get
        {
            lock (_lock)
                return _asked && !_working;
        }
    }

    public bool IsWorking
    {
        get
        {
            lock (_lock)
                return _working;
        }
    }

    public void Ask()
    {
        lock (_lock)
            _asked = true;
    }

    /// <returns>Whether the caller is to do the work. Who got true calls <see cref="End"/>.</returns>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (!_asked || _working)
                return false;
            (_asked, _working) = (false, true);
            return true;
        }
    }

    public void End()
    {
        lock (_lock)
            _working = false;
    }
}
