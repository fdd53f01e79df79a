using ParserAdmin.Core.Invocables.Steps.Crawling;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// Counts the failures in a row of a run, over its batches, and tells behind which unit of work whatever follows may go on.
/// </summary>
internal sealed class FailureRow
{
    private int _inARow;
    private bool _unitFailed;
    private bool _unitRead;

    /// <summary>The last failure of the run. Null without one.</summary>
    public ReadItem? Last { get; private set; }

    /// <summary>
    /// The last unit of the batch taken last that could be read: one that could not is asked for again by the run that goes on from here.
    /// Null without one.
    /// </summary>
    public UnitMark? LastUnit { get; private set; }

    /// <returns>The failure with which there are too many in a row; what comes after it in the batch is not looked at. Null while there are
    /// not.</returns>
    public ReadItem? Take(IReadOnlyList<ReadItem> batch)
    {
        LastUnit = null;
        foreach (var one in batch)
        {
            if (one.UnitDone is { } done)
                End(done);
            else if (Take(one))
                return one;
        }

        return null;
    }

    private bool Take(ReadItem one)
    {
        Last = one.IsFailed ? one : Last;
        _inARow = one.IsFailed ? _inARow + 1 : 0;
        _unitFailed |= one.IsFailed;
        _unitRead |= !one.IsFailed;
        return _inARow >= ItemReader.FailuresInARow;
    }

    private void End(UnitMark done)
    {
        // A unit that went well ends the row even where nothing came of it.
        if (!_unitFailed)
            _inARow = 0;
        if (_unitRead || !_unitFailed)
            LastUnit = done;
        (_unitFailed, _unitRead) = (false, false);
    }
}
