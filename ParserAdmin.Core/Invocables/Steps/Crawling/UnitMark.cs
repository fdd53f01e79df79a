namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>
/// Rides behind the last item of a unit of work (a genre, a series, an item) through the stream: once those items are saved, the task may
/// go on behind it.
/// </summary>
/// <param name="Unit">Its name in the task's own order.</param>
/// <param name="StartedAt">When the work began first, UTC.</param>
/// <param name="Whole">All units up to and with this one could be read.</param>
public sealed record UnitMark(string Unit, DateTime StartedAt, bool Whole = true);
