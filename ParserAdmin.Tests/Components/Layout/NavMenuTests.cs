using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor.Services;
using ParserAdmin.Components.Layout;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

public sealed class NavMenuTests
{
    [Theory]
    [InlineData("viewer", false)]
    [InlineData("operator", false)]
    [InlineData("admin", true)]
    public async Task Menu_ListsThePagesThatOpenToWhoeverLooks(string role, bool seesPeople)
    {
        await using var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddMudServices();
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));

        var menu = page.Render<NavMenu>(parameters => parameters.AddCascadingValue(Task.FromResult(new AuthenticationState(person))));

        var names = menu.FindAll("a").Select(link => link.TextContent.Trim()).ToList();
        Assert.Contains("Audit trail", names);
        Assert.Equal((seesPeople, seesPeople), (names.Contains("People"), names.Contains("API keys")));
    }
}
