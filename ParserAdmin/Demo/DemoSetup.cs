using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Demo.Data;
using ParserAdmin.Demo.Site;
using ParserAdmin.Demo.Views;

namespace ParserAdmin.Demo;

/// <summary>Brings the demo site into a host.</summary>
public static class DemoSetup
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds what the site needs. Its clock is the host's <see cref="TimeProvider"/>, or the system's when there is none.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DemoSite>();
        services.TryAddSingleton<DemoThrottle>();
        services.TryAddSingleton<DemoRequestLog>();
        services.TryAddSingleton<DemoSessions>();
        services.TryAddSingleton<DemoOffers>();
        return services;
    }

    /// <summary>Serves the site under <c>/demo</c>, to everybody, and leaves it out of the API's description.</summary>
    public static IEndpointRouteBuilder MapDemo(this IEndpointRouteBuilder app)
    {
        var site = app.MapGroup("/demo").AllowAnonymous().ExcludeFromDescription();
        site.MapMethods("/style.css", Reading, DemoAids.Style);
        site.MapMethods("/posters/{id}.png", Reading, DemoAids.Poster);
        site.MapGet("/log", DemoAids.Log);
        site.MapGet("/log.json", DemoAids.LogJson);
        site.MapGet("/truth.json", DemoAids.Truth);
        site.MapGet("/definitions/{id}.yaml", DemoAids.Definition);

        var pages = site.MapGroup("").AddEndpointFilter(DemoFilters.Record);
        pages.MapMethods("/", Reading, DemoPages.Home);
        pages.MapMethods("/series/{id}", Reading, DemoPages.Series);
        pages.MapMethods("/series", Reading, DemoPages.SeriesByName);
        pages.MapMethods("/top", Reading, DemoPages.Genres);
        pages.MapMethods("/top/{genre}", Reading, DemoPages.Top);
        pages.MapMethods("/people", Reading, DemoPages.Person);
        pages.MapMethods("/search", Reading, DemoPages.Search);
        pages.MapMethods("/feed.xml", Reading, DemoFeed.Answer);
        pages.MapMethods("/market", Reading, DemoMarketView.Answer);
        pages.MapMethods("/library.json", Reading, DemoReference.Answer);
        pages.MapMethods("/members", Reading, DemoMembers.Guides);
        pages.MapMethods("/members/guides/{id}", Reading, DemoMembers.Guide);
        pages.MapMethods("/members/login", Reading, DemoMembers.Form);
        pages.MapPost("/members/login", DemoMembers.SignInAsync);
        pages.MapMethods("/members/logout", Reading, DemoMembers.SignOut);
        pages.MapMethods("/{**rest}", Reading, DemoPages.NotFound);

        var crawled = pages.MapGroup("").AddEndpointFilter(DemoFilters.Throttle);
        crawled.MapMethods("/catalogue", Reading, DemoPages.Catalogue);
        crawled.MapMethods("/titles/{id}", Reading, DemoPages.Title);
        return app;
    }
}
