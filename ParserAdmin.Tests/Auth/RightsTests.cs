using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Safety.Settings;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class RightsTests
{
    [Fact]
    public async Task Endpoints_All_StateAPolicyOrAreOpenOnPurpose()
    {
        await using var host = await SignInHost.StartAsync("--ParserAdmin:Demo=true");
        var silent = host.Get<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Count == 0
            )
            .Select(endpoint => endpoint.DisplayName);

        Assert.Empty(silent);
        Assert.NotNull((await host.Get<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync())?.Requirements);
    }

    [Theory]
    [InlineData(Role.Viewer, true, false, false)]
    [InlineData(Role.Operator, true, true, false)]
    [InlineData(Role.Admin, true, true, true)]
    public async Task Policies_Role_HoldsTheLowerOnes(Role role, bool viewer, bool operates, bool admin)
    {
        await using var host = await SignInHost.StartAsync();
        var authorization = host.Get<IAuthorizationService>();
        var person = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, RoleNames.Of(role))], "test"));

        Assert.Equal(viewer, (await authorization.AuthorizeAsync(person, Policies.Viewer)).Succeeded);
        Assert.Equal(operates, (await authorization.AuthorizeAsync(person, Policies.Operator)).Succeeded);
        Assert.Equal(admin, (await authorization.AuthorizeAsync(person, Policies.Admin)).Succeeded);
    }

    [Fact]
    public async Task Stop_RoleTakenAwayAMomentAgo_IsDenied()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin);
        var person = await host.AddAsync(Role.Operator, "operator@example.org");
        using var client = await host.SignedInAsync("operator@example.org");
        var page = await client.GetStringAsync("/portal/stop");
        Assert.True((await host.Get<PeopleCommands>().SetRoleAsync(Actor.System, person.Id, Role.Viewer, null, default)).Succeeded);

        var answer = await client.PostAsync("/portal/stop", new FormUrlEncodedContent([new("__RequestVerificationToken", TokenOf(page))]));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False((await host.Get<SettingsStore>().ReadAsync(default)).Stopped);
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await host.AuditAsync("emergency-stop")).Outcome);
    }

    [Fact]
    public async Task Stop_PlainForm_StopsOnRecordWithTheAddress()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Operator);
        using var client = await host.SignedInAsync();

        var answer = await SignInHost.SubmitAsync(client, "/portal/stop", "/portal/stop", ("reason", "smoke"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Stopped", page.QuerySelector("h1")!.TextContent);
        Assert.True((await host.Get<SettingsStore>().ReadAsync(default)).Stopped);

        // The answer waits for the record for a moment only: on a busy machine it follows.
        IReadOnlyList<AuditEntry> entries = [];
        for (var watch = Stopwatch.StartNew(); entries.Count == 0 && watch.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(20))
            entries = await host.AuditAsync("emergency-stop");
        var entry = Assert.Single(entries);
        Assert.Equal((SignInHost.Email, "127.0.0.1", "smoke"), (entry.ActorName, entry.IpAddress, entry.Reason));
    }

    /// <summary>A program presses the button with a key; what else it sends is no reason not to stop.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    public async Task Stop_ByAKeyWithoutAForm_StopsAllTheSame(string? type)
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();
        using var request = SignInHost.WithKey(HttpMethod.Post, "/portal/stop", await host.KeyAsync(Role.Operator));
        request.Content = type is null ? null : new StringContent("{}", System.Text.Encoding.UTF8, type);

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((await host.Get<SettingsStore>().ReadAsync(default)).Stopped);
    }

    [Fact]
    public async Task Stop_WithoutToken_StopsNothing()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Operator);
        using var client = await host.SignedInAsync();

        var answer = await client.PostAsync("/portal/stop", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False((await host.Get<SettingsStore>().ReadAsync(default)).Stopped);
    }

    [Fact]
    public async Task CurrentActor_DisabledPerson_HasNoRole()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin, "other@example.org");
        var person = await host.AddAsync(Role.Admin);
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id)], "test")),
        };
        var current = scope.ServiceProvider.GetRequiredService<ICurrentActor>();
        Assert.Equal(Role.Admin, (await current.GetAsync(default)).Role);

        await host.Get<PeopleCommands>().SetDisabledAsync(Actor.System, person.Id, true, "left", default);

        Assert.Null((await current.GetAsync(default)).Role);
    }

    private static string TokenOf(string page) =>
        new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(page)
            .QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
}
