namespace ParserAdmin.Core.Events;

/// <summary>Something that just happened and that pages may show. Events are immutable.</summary>
public interface IEvent;
