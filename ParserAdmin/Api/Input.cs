using System.Globalization;
using ParserAdmin.Core;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Api;

/// <summary>
/// Reads query values. Each answers null for an absent or empty one and throws <see cref="BadInputException"/> for one it cannot read.
/// </summary>
internal static class Input
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 500;

    private const DateTimeStyles AsUtc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static int Limit(string? limit) =>
        string.IsNullOrEmpty(limit) ? DefaultLimit
        : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LargestLimit
            ? number
        : throw Bad(nameof(limit), $"a whole number from 1 to {LargestLimit}", limit);

    public static string? Text(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        return value.Length <= 1_000 && !value.Contains('\0')
            ? value
            : throw Bad(name, "at most 1,000 characters without control codes", value);
    }

    public static Guid? Id(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : Guid.TryParse(value, out var id) ? id
        : throw Bad(name, "the id of a job, a UUID", value);

    public static long? Number(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Bad(name, "a whole number, 0 or more", value);

    public static decimal? Amount(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : decimal.TryParse(
            value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
        : throw Bad(name, "an amount such as 12.50", value);

    public static bool? Flag(string name, string? value) =>
        value?.ToLowerInvariant() switch
        {
            null or "" => null,
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw Bad(name, "true or false", value),
        };

    /// <summary>ISO 8601; without an offset it is UTC.</summary>
    public static DateTime? Time(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null
        : DateTime.TryParseExact(value, TimeForms, CultureInfo.InvariantCulture, AsUtc, out var time) ? time
        : throw Bad(name, "a time in ISO 8601 such as 2026-05-04T13:37:00Z", value);

    /// <summary>A time of a body: without an offset it is UTC, as everywhere in the API.</summary>
    public static DateTime? Utc(DateTime? sent) =>
        sent is { Kind: DateTimeKind.Unspecified } bare ? DateTime.SpecifyKind(bare, DateTimeKind.Utc) : sent?.ToUniversalTime();

    /// <summary>One of an enum's names, or several with commas between.</summary>
    public static IReadOnlyList<TEnum>? Several<TEnum>(string name, string? value)
        where TEnum : struct, Enum =>
        string.IsNullOrEmpty(value)
            ? null
            : [.. value.Split(',', StringSplitOptions.TrimEntries).Select(one => Known<TEnum>(name, one)).Distinct()];

    public static TEnum? One<TEnum>(string name, string? value)
        where TEnum : struct, Enum => string.IsNullOrEmpty(value) ? null : Known<TEnum>(name, value);

    private static TEnum Known<TEnum>(string name, string word)
        where TEnum : struct, Enum
    {
        // Not Enum.TryParse: it would take numbers, which mean nothing to people.
        foreach (var known in Enum.GetValues<TEnum>())
        {
            if (StoredEnum.Write(known).Equals(word, StringComparison.OrdinalIgnoreCase))
                return known;
        }

        throw Bad(name, $"one of {string.Join(", ", Enum.GetValues<TEnum>().Select(StoredEnum.Write))}", word);
    }

    /// <summary>A reason that goes on record and must not be missing.</summary>
    public static string Reason(string? reason, string ask) => Text("reason", reason?.Trim()) ?? throw new BadInputException("reason", ask);

    /// <summary>The version that a change was decided on.</summary>
    public static T Version<T>(T? version, string of)
        where T : struct => version ?? throw new BadInputException("version", $"Send the version of the {of} that this was decided on.");

    private static BadInputException Bad(string name, string takes, string value) =>
        new(name, $"{name} takes {takes}; '{value.Excerpt(60)}' is not.");
}
