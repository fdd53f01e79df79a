using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Tests.Auth.OpenIdConnect;

/// <summary>
/// A small OpenID provider on loopback, where somebody is always signed in: describes itself, gives a code, and changes it for an identity
/// token where client, secret, address and proof key are right.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "parser-admin";
    public const string ClientSecret = "s3cret-of-the-client";

    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string RedirectUri)> _codes = new();
    private readonly WebApplication _app;

    private FakeProvider(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public FakeTokens Tokens { get; } = new();

    /// <summary>What it answers instead of a code.</summary>
    public string? Error { get; set; }

    /// <summary>Changes each code for nothing but an error of the server.</summary>
    public bool TokensBroken { get; set; }

    /// <summary>Questions for its description.</summary>
    public int Asked { get; private set; }

    /// <summary>Codes that were changed for a token.</summary>
    public int Redeemed { get; private set; }

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync();
        return provider;
    }

    public string[] Settings(params string[] roles) =>
        [
            $"--ParserAdmin:Oidc:Authority={Address}",
            $"--ParserAdmin:Oidc:ClientId={ClientId}",
            $"--ParserAdmin:Oidc:ClientSecret={ClientSecret}",
            "--ParserAdmin:Oidc:Name=Example Login",
            .. roles.Select(role => $"--ParserAdmin:Oidc:Roles:{role}"),
        ];

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Tokens.Dispose();
    }

    private void Map()
    {
        _app.MapGet(
            "/.well-known/openid-configuration",
            () =>
            {
                Asked++;
                return new Dictionary<string, object>
                {
                    ["issuer"] = Address,
                    ["authorization_endpoint"] = $"{Address}/authorize",
                    ["token_endpoint"] = $"{Address}/token",
                    ["jwks_uri"] = $"{Address}/keys",
                    ["response_types_supported"] = new[] { "code" },
                    ["subject_types_supported"] = new[] { "public" },
                    ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
                };
            }
        );
        _app.MapGet("/keys", Tokens.Keys);
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        var (redirect, state) = (query["redirect_uri"].ToString(), query["state"].ToString());
        if (Error is { } error)
            return Results.Redirect(QueryHelpers.AddQueryString(redirect, Fields(("error", error), ("state", state))));
        if (
            query["client_id"] != ClientId
            || query["response_type"] != "code"
            || query["code_challenge_method"] != "S256"
            || !query["scope"].ToString().Split(' ').Contains("openid")
        )
        {
            return Results.BadRequest($"Not a request for a code: {request.QueryString}");
        }

        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString(), redirect);
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, Fields(("code", code), ("state", state))));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        if (TokensBroken)
            return Results.StatusCode(StatusCodes.Status502BadGateway);
        var form = await request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
            return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);

        // A code is good once.
        if (
            !_codes.TryRemove(form["code"].ToString(), out var asked)
            || form["grant_type"] != "authorization_code"
            || form["redirect_uri"] != asked.RedirectUri
            || FakeTokens.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge
        )
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        Redeemed++;
        return Results.Json(
            new Dictionary<string, object>
            {
                ["access_token"] = "of no use here",
                ["token_type"] = "Bearer",
                ["expires_in"] = 300,
                ["id_token"] = Tokens.Make(Address, asked.Nonce),
            }
        );
    }

    private static Dictionary<string, string?> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => (string?)field.Value);
}
