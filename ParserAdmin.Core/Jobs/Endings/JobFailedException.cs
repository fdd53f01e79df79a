namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>Ends a job as failed, with a class and a message for people.</summary>
public sealed class JobFailedException(ErrorClass errorClass, string message) : Exception(message)
{
    public ErrorClass ErrorClass { get; } = errorClass;
}
