namespace ParserAdmin.Core.Events;

/// <summary>
/// An event so small that it travels to the other nodes as it is, as JSON of at most a few hundred bytes. Others send an id, and the row is
/// read.
/// </summary>
public interface ISharedEvent : IEvent;
