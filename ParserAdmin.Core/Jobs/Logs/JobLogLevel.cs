namespace ParserAdmin.Core.Jobs.Logs;

public enum JobLogLevel
{
    Debug,
    Info,
    Warning,
    Error,
}
