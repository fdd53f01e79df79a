using System.Text.Json;

namespace ParserAdmin.Core.People;

/// <summary>People and keys as the audit trail tells of them: never a password, a hash or a key.</summary>
internal static class PeopleJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(Person person) =>
        JsonSerializer.Serialize(new { person.Email, Role = person.Role is { } role ? RoleNames.Of(role) : null, person.Disabled }, Options);

    public static string Write(ApiKey key) =>
        JsonSerializer.Serialize(new { key.Name, Role = RoleNames.Of(key.Role), key.Prefix, Revoked = key.RevokedAt is not null }, Options);
}
