using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParserAdmin.Core.People;

/// <summary>People and keys as the audit trail tells of them: never a password, a hash or a key.</summary>
internal static class PeopleJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(Person person) =>
        JsonSerializer.Serialize(
            new
            {
                person.Email,
                Role = person.Role is { } role ? RoleNames.Of(role) : null,
                person.Disabled,
                Invited = person.HasPassword || person.External ? (bool?)null : true,
                External = person.External ? true : (bool?)null,
                person.LinkExpiresAt,
                SecondFactor = person.SecondFactor ? true : (bool?)null,
            },
            Options
        );

    public static string Write(ApiKey key) =>
        JsonSerializer.Serialize(
            new
            {
                key.Name,
                Role = RoleNames.Of(key.Role),
                key.Prefix,
                key.ExpiresAt,
                Revoked = key.RevokedAt is not null,
            },
            Options
        );
}
