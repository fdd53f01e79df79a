namespace ParserAdmin.Core.Events;

/// <summary>
/// Something that just happened and that pages may show. An event is immutable, with all that it carries: it goes to many readers at once.
/// </summary>
public interface IEvent;
