namespace ParserAdmin.Api;

/// <summary>What was sent cannot be read; becomes a problem with status 400 that names the field.</summary>
internal sealed class BadInputException(string field, string message) : Exception(message)
{
    /// <summary>A query parameter or a field of the body, as the caller wrote it; <c>body</c> for the body as a whole.</summary>
    public string Field { get; } = field;
}
