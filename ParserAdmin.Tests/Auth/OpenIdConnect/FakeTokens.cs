using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ParserAdmin.Tests.Auth.OpenIdConnect;

/// <summary>What is wrong with a token, if anything.</summary>
internal enum TokenFault
{
    None,
    OtherKey,
    Unsigned,
    Audience,
    Issuer,
    Nonce,
    Expired,
}

/// <summary>Identity tokens about one person, signed by RS256.</summary>
internal sealed class FakeTokens : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _otherKey = RSA.Create(2048);

    public string Subject { get; set; } = "subject-1";

    public string? Email { get; set; } = "ada@example.org";

    public string[] Groups { get; set; } = ["parser-operators"];

    public TokenFault Fault { get; set; }

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public IResult Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        alg = "RS256",
                        kid = "one",
                        n = Encode(key.Modulus!),
                        e = Encode(key.Exponent!),
                    },
                },
            }
        );
    }

    public string Make(string issuer, string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Fault == TokenFault.Issuer ? "https://elsewhere.example" : issuer,
            ["aud"] = Fault == TokenFault.Audience ? "another-program" : FakeProvider.ClientId,
            ["sub"] = Subject,
            ["nonce"] = Fault == TokenFault.Nonce ? "of-another-sign-in" : nonce,
            ["iat"] = now.AddMinutes(-30).ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(Fault == TokenFault.Expired ? -20 : 5).ToUnixTimeSeconds(),
            ["email_verified"] = false,
            ["groups"] = Groups,
        };
        if (Email is not null)
            claims["email"] = Email;
        var header = new
        {
            alg = Fault == TokenFault.Unsigned ? "none" : "RS256",
            kid = "one",
            typ = "JWT",
        };
        var content = $"{Part(header)}.{Part(claims)}";
        return Fault == TokenFault.Unsigned ? $"{content}." : $"{content}.{Encode(Sign(content))}";
    }

    public void Dispose()
    {
        _key.Dispose();
        _otherKey.Dispose();
    }

    private byte[] Sign(string content) =>
        (Fault == TokenFault.OtherKey ? _otherKey : _key).SignData(
            Encoding.ASCII.GetBytes(content),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );

    private static string Part<T>(T value) => Encode(JsonSerializer.SerializeToUtf8Bytes(value));
}
