namespace ParserAdmin.Core.Jobs;

public enum JobLogLevel
{
    Debug,
    Info,
    Warning,
    Error,
}
