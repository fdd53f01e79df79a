using System.Text.Json;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

[Collection(PortalHostCollection.Name)]
public sealed class PeopleEndpointsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Invite_ThenChangeAndRemove_IsInTheList()
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var invited = (await host.Admin.PostAsync("/people/invite", new { email, role = "viewer" })).Expect(201);
        Assert.StartsWith($"{host.Address}account/invitation?token=", Text(invited, "link"), StringComparison.Ordinal);
        var id = Text(invited.GetProperty("person"), "id");
        Assert.Equal(("viewer", "invited"), (Text(await FindAsync(email), "role"), Text(await FindAsync(email), "state")));

        (await host.Admin.PatchAsync($"/people/{id}", new { role = "operator", reason = "more to do" })).Expect(200);
        (await host.Admin.PatchAsync($"/people/{id}", new { disabled = true })).Expect(200);
        Assert.Equal(("operator", "disabled"), (Text(await FindAsync(email), "role"), Text(await FindAsync(email), "state")));

        (await host.Admin.PatchAsync($"/people/{id}", new { disabled = false })).Expect(200);
        (await host.Admin.PostAsync($"/people/{id}/link")).Expect(200);
        (await host.Admin.DeleteAsync($"/people/{id}/second-factor")).Expect(200);
        Assert.Empty((await host.Admin.GetAsync($"/people/{id}/sessions")).Expect(200).GetProperty("items").EnumerateArray());
        Assert.Equal(204, (await host.Admin.DeleteAsync($"/people/{id}/sessions")).Status);
        (await host.Admin.DeleteAsync($"/people/{id}?reason=left")).Expect(200);
        Assert.DoesNotContain(await host.Admin.PagesAsync("/people?limit=1"), person => Text(person, "email") == email);
    }

    [Fact]
    public async Task List_ByAPartOfTheName_HoldsWhatFitsAlone()
    {
        var word = $"{Guid.NewGuid():N}";
        (await host.Admin.PostAsync("/people/invite", new { email = $"{word}@example.org", role = "viewer" })).Expect(201);
        (await host.Admin.PostAsync("/keys", new { name = $"key {word}", role = "viewer" })).Expect(201);

        var people = await host.Admin.PagesAsync($"/people?limit=1&q={word[4..].ToUpperInvariant()}");
        var keys = await host.Admin.PagesAsync($"/keys?limit=1&q={word[4..].ToUpperInvariant()}");

        Assert.Equal($"{word}@example.org", Text(Assert.Single(people), "email"));
        Assert.Equal($"key {word}", Text(Assert.Single(keys), "name"));
        (await host.Admin.GetAsync("/keys?cursor=x")).ExpectProblem(400);
    }

    [Theory]
    [InlineData("""{"role":"viewer"}""", "email")]
    [InlineData("""{"email":"a@example.org"}""", "role")]
    [InlineData("""{"email":"a@example.org","role":"king"}""", "role")]
    [InlineData("""{"email":"a@example.org","rolle":"admin"}""", "rolle")]
    public async Task Invite_WhatCannotBeRead_NamesTheField(string body, string field) =>
        Assert.Contains(
            field,
            (await host.Admin.SendTextAsync(HttpMethod.Post, "/people/invite", body, "application/json")).ExpectProblem(400).ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Patch_NothingOrTwoThings_IsRefused()
    {
        (await host.Admin.PatchAsync("/people/1", new { reason = "x" })).ExpectProblem(400);
        (await host.Admin.PatchAsync("/people/1", new { role = "viewer", disabled = true })).ExpectProblem(400);
        (await host.Admin.PatchAsync("/people/no-such", new { role = "viewer" })).ExpectProblem(404);
        (await host.Admin.DeleteAsync("/people/no-such")).ExpectProblem(404);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    public async Task Everything_NotAnAdmin_IsForbidden(Role role)
    {
        var client = await host.ClientAsync(role);

        (await client.GetAsync("/people")).ExpectProblem(403);
        (await client.GetAsync("/people/1/sessions")).ExpectProblem(403);
        (await client.PostAsync("/people/invite", new { email = "a@example.org", role = "admin" })).ExpectProblem(403);
        (await client.PatchAsync("/people/1", new { role = "admin" })).ExpectProblem(403);
        (await client.DeleteAsync("/people/1")).ExpectProblem(403);
        (await client.PostAsync("/people/1/link")).ExpectProblem(403);
        (await client.DeleteAsync("/people/1/second-factor")).ExpectProblem(403);
        (await client.DeleteAsync("/people/1/sessions")).ExpectProblem(403);
        (await client.GetAsync("/keys")).ExpectProblem(403);
        (await client.PostAsync("/keys", new { name = "mine", role = "admin" })).ExpectProblem(403);
        (await client.DeleteAsync($"/keys/{Guid.NewGuid()}")).ExpectProblem(403);
    }

    [Fact]
    public async Task Key_MadeWithAnExpiry_IsListedUsedAndRevoked()
    {
        var expires = TimeProvider.System.GetUtcNow().AddDays(1).UtcDateTime;
        var made = (
            await host.Admin.PostAsync(
                "/keys",
                new
                {
                    name = "ci",
                    role = "viewer",
                    expiresAt = expires,
                }
            )
        ).Expect(201);
        var (secret, id) = (Text(made, "key"), Text(made.GetProperty("details"), "id"));
        Assert.StartsWith("pa_", secret, StringComparison.Ordinal);

        var listed = (await host.Admin.PagesAsync("/keys?limit=1")).Single(key => Text(key, "id") == id);
        Assert.Equal(("ci", "viewer", "active"), (Text(listed, "name"), Text(listed, "role"), Text(listed, "state")));
        Assert.InRange(listed.GetProperty("expiresAt").GetDateTime(), expires.AddSeconds(-1), expires.AddSeconds(1));
        Assert.DoesNotContain(secret, listed.ToString(), StringComparison.Ordinal);

        Assert.Equal("revoked", Text((await host.Admin.DeleteAsync($"/keys/{id}?reason=leaked")).Expect(200), "state"));
        (await host.Admin.DeleteAsync($"/keys/{Guid.NewGuid()}")).ExpectProblem(404);
        (await host.Admin.DeleteAsync("/keys/no-id")).ExpectProblem(404);
    }

    [Fact]
    public async Task Key_ThatWouldHaveRunOut_IsRefused()
    {
        (
            await host.Admin.PostAsync(
                "/keys",
                new
                {
                    name = "old",
                    role = "viewer",
                    expiresAt = "2020-01-01T00:00:00Z",
                }
            )
        ).ExpectProblem(400);
        (await host.Admin.PostAsync("/keys", new { role = "viewer" })).ExpectProblem(400);
        (await host.Admin.PostAsync("/keys", new { name = "none" })).ExpectProblem(400);
    }

    private async Task<JsonElement> FindAsync(string email) =>
        (await host.Admin.PagesAsync("/people?limit=1")).Single(person => Text(person, "email") == email);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
