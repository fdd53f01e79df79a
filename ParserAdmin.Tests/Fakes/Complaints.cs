using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Tests.Fakes;

/// <summary>Warnings and errors that anyone logged.</summary>
internal sealed class Complaints : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Called with each line, before the one who logged it goes on.</summary>
    public Action<string>? Heard { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
            return;
        var line = $"{formatter(state, exception)} {exception?.Message}".TrimEnd();
        Lines.Enqueue(line);
        Heard?.Invoke(line);
    }

    public void Dispose() { }
}
