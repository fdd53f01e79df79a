using System.Reflection;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages;
using ParserAdmin.Components.Shared;
using ParserAdmin.Tests.Components;
using Xunit;

namespace ParserAdmin.Tests.Architecture;

/// <summary>Every page has a test with nothing, one, many, a viewer's and a stopped state. Which test that is, it says itself.</summary>
public sealed class PageStateTests
{
    private static readonly List<Type> Pages =
    [
        .. typeof(LivePage).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false)),
    ];

    /// <summary>A page that is about nothing has neither one nor many of it.</summary>
    private static readonly HashSet<(Type, PageState)> Impossible = [(typeof(NotFound), PageState.One), (typeof(NotFound), PageState.Many)];

    private static readonly HashSet<(Type Page, PageState State)> Tested =
    [
        .. from type in typeof(PageStateTests).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute))
        from shown in method.GetCustomAttributes<InStateAttribute>()
        select (shown.Page, shown.State),
    ];

    [Fact]
    public void Pages_AreTestedInEveryState() =>
        Assert.Empty(
            from page in Pages
            from state in Enum.GetValues<PageState>()
            where !Tested.Contains((page, state)) && !Impossible.Contains((page, state))
            select $"No test shows {page.Name} in the state {state}: write one, and mark it with [InState(typeof({page.Name}), "
                + $"PageState.{state})]"
        );

    [Fact]
    public void States_AreOfPagesAndPossible()
    {
        Assert.True(Pages.Count > 15, "The pages are not found any more.");
        Assert.All(Tested, shown => Assert.Contains(shown.Page, Pages));
        Assert.Empty(Tested.Intersect(Impossible));
    }
}
