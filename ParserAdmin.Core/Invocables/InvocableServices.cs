using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Logins;
using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Invocables.Steps.Pages;

namespace ParserAdmin.Core.Invocables;

public static class InvocableServices
{
    public static IServiceCollection AddInvocables(this IServiceCollection services)
    {
        services.AddSingleton(provider => RowExtractors.By(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LoginForm>();
        services.AddSingleton<SourceLogins>();
        services.AddSingleton<PageReader>();
        services.AddSingleton<ListingWalk>();
        services.AddSingleton<ItemReader>();
        services.AddSingleton<ItemSink>();
        services.AddSingleton<CrawlPlanner>();
        services.AddSingleton<PathCrawl>();
        services.AddSingleton<IncrementalCrawl>();
        services.AddSingleton<WholeCrawl>();
        services.AddSingleton<LackingRows>();
        services.AddSingleton<PartSearch>();
        services.AddSingleton<MetadataLookup>();
        services.AddSingleton<MetadataRefresh>();
        services.AddSingleton<IInvocable, CatalogSync>();
        services.AddSingleton<IInvocable, EpisodeSync>();
        services.AddSingleton<IInvocable, ChannelParse>();
        services.AddSingleton<IInvocable, ListingScrape>();
        services.AddSingleton<IInvocable, GuideCrawl>();
        services.AddSingleton<IInvocable, TopDiscovery>();
        services.AddSingleton<IInvocable, MetadataRefreshFull>();
        services.AddSingleton<IInvocable, MetadataRefreshNew>();
        services.AddSingleton<IInvocable, SeriesCompletion>();
        services.AddSingleton<IInvocable, CreatorCompletion>();
        services.AddSingleton<IInvocable, Cleanup>();
        return services;
    }
}
