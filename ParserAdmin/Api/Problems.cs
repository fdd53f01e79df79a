using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api;

/// <summary>Refusals as RFC 9457 problem details, in words for people.</summary>
internal static class Problems
{
    public static IResult Of(CommandStatus status, string message, IDictionary<string, object?>? extensions = null) =>
        Of((int)status, message, extensions);

    /// <summary>What a command refused, with the field that it names.</summary>
    public static IResult Of<T>(CommandResult<T> refused, Dictionary<string, object?>? extensions = null)
    {
        if (refused.Field is { } field)
            (extensions ??= [])[ProblemAnswers.Field] = field;
        return Of(refused.Status, refused.Message ?? "", extensions);
    }

    /// <summary>What of the call is wrong, by the name of the field; null where it is nothing of the call.</summary>
    public static IResult Of(int status, string message, string? field) =>
        Of(status, message, field is null ? null : new Dictionary<string, object?> { [ProblemAnswers.Field] = field });

    public static IResult Of(int status, string message, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(message, statusCode: status, title: Title(status), extensions: extensions);

    public static IResult NotFound(string what, string id) => Of((int)CommandStatus.NotFound, $"There is no {what} '{id}'.", "id");

    private static string Title(int status) =>
        status switch
        {
            400 => "The request cannot be read",
            401 => "Sign in first",
            403 => "Not allowed",
            404 => "Not found",
            405 => "This address does not take this method",
            408 => "Not in time",
            409 => "In conflict with how things are",
            413 => "Too large",
            414 => "The address is too long",
            415 => "Unknown content type",
            422 => "The request cannot be carried out",
            423 => "Locked",
            431 => "The headers are too large",
            502 => "The site gave no page",
            503 => "The storage cannot be reached",
            505 => "Unknown version of HTTP",
            _ => "Something went wrong",
        };
}
