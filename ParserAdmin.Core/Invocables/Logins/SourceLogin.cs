using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>A source's login with the values of its settings filled in.</summary>
/// <param name="Headers">The definition's headers, filled in.</param>
/// <param name="Fields">Of the form.</param>
/// <param name="Fingerprint">Differs with each change of the login or of a value.</param>
/// <param name="Secrets">Values that no message may hold.</param>
/// <param name="Values">Of the settings.</param>
public sealed record SourceLogin(
    SourceDefinition Definition,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Fields,
    FetchSession Session,
    string Fingerprint,
    IReadOnlyList<string> Secrets,
    IReadOnlyDictionary<string, string> Values
)
{
    /// <exception cref="KeyNotFoundException">A setting has no value; its message names the setting.</exception>
    internal static SourceLogin Of(SourceDefinition definition, IReadOnlyDictionary<string, string> values)
    {
        var login = definition.Login;
        var session = new FetchSession { Headers = Fill(login?.Headers, values) };
        if (login?.Cookie is { } cookie)
            session.Add(definition.Links[0], ConfigTemplate.Fill(cookie, values));
        var fields = Fill(login?.Form?.Fields, values);
        var secrets = definition
            .Settings.Where(setting => setting.Value.Type == SettingType.Secret && values.ContainsKey(setting.Key))
            .Select(setting => values[setting.Key])
            .ToList();
        return new(definition, Fill(definition.Fetch.Headers, values), fields, session, FingerprintOf(login, fields), secrets, values);
    }

    /// <summary>A text from the site without what was sent to it.</summary>
    internal string Censor(string text) =>
        Secrets.Where(secret => secret.Length > 0).Aggregate(text, (shown, secret) => shown.Replace(secret, "…", StringComparison.Ordinal));

    private static Dictionary<string, string> Fill(
        IReadOnlyDictionary<string, string>? texts,
        IReadOnlyDictionary<string, string> values
    ) =>
        (texts ?? new Dictionary<string, string>()).ToDictionary(
            text => text.Key,
            text => ConfigTemplate.Fill(text.Value, values),
            StringComparer.OrdinalIgnoreCase
        );

    private static string FingerprintOf(LoginDefinition? login, Dictionary<string, string> fields) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    JsonSerializer.Serialize(new { login?.Form?.Path, Fields = fields.OrderBy(field => field.Key, StringComparer.Ordinal) })
                )
            )
        );
}
