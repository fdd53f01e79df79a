using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Fetching.OpenId;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth.OpenIdConnect;

/// <summary>
/// The OpenID provider that people may sign in by. No record: it would print its secret into the first log that takes it.
/// </summary>
internal sealed class OidcOptions
{
    public const string Section = "ParserAdmin:Oidc";
    private const string Example = "https://login.example.org/realms/main";

    private OidcOptions() { }

    /// <summary>The settings that there are, but for the groups (<see cref="Roles"/>).</summary>
    public static IEnumerable<string> Keys =>
        new[] { nameof(Authority), nameof(ClientId), nameof(ClientSecret), nameof(Name), nameof(GroupsClaim), nameof(Scopes) }.Select(
            name => $"{Section}:{name}"
        );

    /// <summary>The section whose keys are groups.</summary>
    public static string GroupsSection => $"{Section}:{nameof(Roles)}";

    /// <summary>Its address, under which it describes itself; null where there is no provider.</summary>
    public Uri? Authority { get; private init; }

    public string ClientId { get; private init; } = "";

    public string? ClientSecret { get; private init; }

    /// <summary>The button's words.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The claim of the identity token that lists a person's groups.</summary>
    public string GroupsClaim { get; private init; } = "groups";

    /// <summary>What is asked for; <c>openid</c> among it.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = [];

    /// <summary>What each group may do, its letters as they were written: another spelling is another group.</summary>
    public IReadOnlyDictionary<string, Role> Roles { get; private init; } = new Dictionary<string, Role>();

    /// <exception cref="InvalidOperationException">The settings name no provider that could be asked; the message says why.</exception>
    public static OidcOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.AsEnumerable().Any(pair => pair.Value is { Length: > 0 }))
            return new OidcOptions();
        var authority = AuthorityOf(section);
        return new OidcOptions
        {
            Authority = authority,
            ClientId =
                Value(section, nameof(ClientId))
                ?? throw new InvalidOperationException(
                    $"{Section}:ClientId is missing. Set it to the name under which the OpenID provider knows this program."
                ),
            ClientSecret = Value(section, nameof(ClientSecret)),
            Name = Value(section, nameof(Name)) ?? authority.Host,
            GroupsClaim = Value(section, nameof(GroupsClaim)) ?? "groups",
            Scopes = ScopesOf(Value(section, nameof(Scopes)) ?? "openid profile email"),
            Roles = RolesOf(section.GetSection(nameof(Roles))),
        };
    }

    private static Uri AuthorityOf(IConfigurationSection section)
    {
        var key = $"{Section}:{nameof(Authority)}";
        if (Value(section, nameof(Authority)) is not { } text)
        {
            throw new InvalidOperationException(
                $"{key} is missing. Set it to the OpenID provider's address, such as {Example}, or leave out all of {Section}."
            );
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo + address.Query + address.Fragment is not "")
            throw new InvalidOperationException($"{key} is '{text}', which is no address of an OpenID provider, such as {Example}.");
        return OpenIdChannel.IsSafe(address)
            ? address
            : throw new InvalidOperationException(
                $"{key} is '{text}'. It has to begin with https://, or anybody on the way could sign in; http:// is for this machine alone."
            );
    }

    /// <summary>A group's name may hold colons, by which the configuration would part it.</summary>
    private static Dictionary<string, Role> RolesOf(IConfigurationSection section)
    {
        var roles = section
            .AsEnumerable(makePathsRelative: true)
            .Where(pair => pair is { Key.Length: > 0, Value.Length: > 0 })
            .ToDictionary(pair => pair.Key, pair => RoleOf(pair.Key, pair.Value!), StringComparer.Ordinal);
        return roles.Count > 0
            ? roles
            : throw new InvalidOperationException(
                $"{GroupsSection} is empty, so nobody could sign in by the OpenID provider. Name a group and its role, such as "
                    + $"{GroupsSection}:parser-admins=admin."
            );
    }

    private static Role RoleOf(string group, string word) =>
        Enum.GetValues<Role>()
            .Cast<Role?>()
            .FirstOrDefault(role => RoleNames.Of(role!.Value).Equals(word.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidOperationException($"{GroupsSection}:{group} is '{word}'. Set it to viewer, operator or admin.");

    private static IReadOnlyList<string> ScopesOf(string text) =>
        [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct(StringComparer.Ordinal)];

    private static string? Value(IConfigurationSection section, string name) =>
        section[name] is { } text && text.Trim() is { Length: > 0 } value ? value : null;
}
