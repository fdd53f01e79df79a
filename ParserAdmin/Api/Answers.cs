using ParserAdmin.Api.Safety;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api;

/// <summary>What commands answer, as HTTP.</summary>
internal static class Answers
{
    public static IResult From<T>(CommandResult<T> result, Func<T, object> shape, int status = StatusCodes.Status200OK) =>
        result.Succeeded ? TypedResults.Json(shape(result.Value), ApiJson.Writing, statusCode: status) : Problems.Of(result);

    /// <summary>
    /// A refusal for a stale version carries the settings as they are, so that the caller can decide again without asking.
    /// </summary>
    public static IResult From(CommandResult<ParserSettings> result)
    {
        if (result.Succeeded)
            return Ok(SettingsResponse.Of(result.Value));
        var current = result is { Status: CommandStatus.Conflict, Value: { } settings }
            ? new Dictionary<string, object?> { ["settings"] = SettingsResponse.Of(settings) }
            : null;
        return Problems.Of(result, current);
    }

    public static IResult Ok<T>(T value) => TypedResults.Json(value, ApiJson.Writing);
}
