using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.DeadLetters;

/// <summary>A dead letter came, or some were replayed or dismissed.</summary>
public sealed record DeadLettersChanged : IEvent;
