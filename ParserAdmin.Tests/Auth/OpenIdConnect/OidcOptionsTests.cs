using Microsoft.Extensions.Configuration;
using ParserAdmin.Auth.OpenIdConnect;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Fetching.OpenId;
using Xunit;

namespace ParserAdmin.Tests.Auth.OpenIdConnect;

public sealed class OidcOptionsTests
{
    private const string Authority = "Authority=https://login.example.org/realms/main";
    private const string Client = "ClientId=parser";

    [Fact]
    public void Options_NothingSet_IsNoProvider() => Assert.Null(Of().Authority);

    [Fact]
    public void Options_Usual_AreFilledIn()
    {
        var options = Of(Authority, Client, "Roles:ops=OPERATOR", "Roles:urn:x:boss=admin", "Roles:1000=viewer");

        Assert.Equal(("login.example.org", "groups"), (options.Name, options.GroupsClaim));
        Assert.Equal(["openid", "profile", "email"], options.Scopes);
        Assert.Equal(
            [("1000", Role.Viewer), ("ops", Role.Operator), ("urn:x:boss", Role.Admin)],
            options.Roles.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Scopes_WithoutOpenid_HaveIt() =>
        Assert.Equal(["openid", "email", "groups"], Of(Authority, Client, "Roles:a=admin", "Scopes=email groups").Scopes);

    [Theory]
    [InlineData("http://127.0.0.1:8080/realms/x")]
    [InlineData("http://localhost:8080")]
    public void Authority_ByHttpOnThisMachine_IsTaken(string authority) =>
        Assert.NotNull(Of($"Authority={authority}", Client, "Roles:a=admin").Authority);

    [Theory]
    [InlineData("ParserAdmin:Oidc:Authority is missing", Client, "Roles:a=admin")]
    [InlineData("ParserAdmin:Oidc:ClientId is missing", Authority, "Roles:a=admin")]
    [InlineData("has to begin with https://", "Authority=http://login.example.org", Client, "Roles:a=admin")]
    [InlineData("has to begin with https://", "Authority=ftp://login.example.org", Client, "Roles:a=admin")]
    [InlineData("is no address of an OpenID provider", "Authority=login.example.org", Client, "Roles:a=admin")]
    [InlineData("is no address of an OpenID provider", "Authority=https://u:p@login.example.org", Client, "Roles:a=admin")]
    [InlineData("ParserAdmin:Oidc:Roles:a is 'boss'. Set it to viewer, operator or admin.", Authority, Client, "Roles:a=boss")]
    [InlineData("ParserAdmin:Oidc:Roles:a is '2'", Authority, Client, "Roles:a=2")]
    [InlineData("ParserAdmin:Oidc:Roles is empty", Authority, Client)]
    public void Options_Wrong_SayWhichInOneLine(string expected, params string[] settings)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Of(settings));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("ParserAdmin:Oidc:", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Start_WithAWrongProvider_SaysWhich()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SignInHost.StartAsync("--ParserAdmin:Oidc:Authority=https://login.example.org")
        );

        Assert.StartsWith("ParserAdmin:Oidc:ClientId is missing", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The description of a provider by https cannot have the secret sent by http.</summary>
    [Theory]
    [InlineData("https://login.example.org", "http://login.example.org/token")]
    [InlineData("https://login.example.org", "http://127.0.0.1:1/token")]
    [InlineData("http://127.0.0.1:1", "http://login.example.org/token")]
    public async Task Channel_ToAnAddressWithoutTls_SendsNothing(string authority, string asked)
    {
        using var channel = new OpenIdChannel(new Uri(authority));
        using var invoker = new HttpMessageInvoker(channel);
        using var request = new HttpRequestMessage(HttpMethod.Post, asked);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(request, default));

        Assert.Contains("is not https", refused.Message, StringComparison.Ordinal);
    }

    private static OidcOptions Of(params string[] settings) =>
        OidcOptions.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings
                        .Select(setting => setting.Split('=', 2))
                        .Select(parts => KeyValuePair.Create($"ParserAdmin:Oidc:{parts[0]}", (string?)parts[1]))
                )
                .Build()
        );
}
