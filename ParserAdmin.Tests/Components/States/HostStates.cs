using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

/// <summary>Brings a host into the states that every page is seen in, and says what one sees there.</summary>
internal static class HostStates
{
    /// <summary>What says that a viewer may not.</summary>
    public const string ViewersReason = "you have viewer";

    /// <summary>What says, of all that would start something, why it may not now.</summary>
    public const string StopsReason = "nothing may start until an admin resets it";

    public static async Task StopAsync(this PageHost host)
    {
        var stopped = await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        Assert.True(stopped.Succeeded, stopped.Message);
    }

    public static void GoTo(this PageHost host, string address) =>
        host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    /// <summary>There are some, and each is disabled and says why, itself or by what stands around it.</summary>
    public static void AssertOff(IReadOnlyCollection<IElement> buttons, string reason)
    {
        Assert.NotEmpty(buttons);
        Assert.All(
            buttons,
            button =>
            {
                Assert.True(button.HasAttribute("disabled"), $"Not disabled: {button.OuterHtml}");
                Assert.Contains(reason, button.GetAttribute("title") ?? button.ParentElement?.GetAttribute("title"));
            }
        );
    }
}
