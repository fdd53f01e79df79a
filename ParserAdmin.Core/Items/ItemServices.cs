using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Pictures;

namespace ParserAdmin.Core.Items;

public static class ItemServices
{
    public static IServiceCollection AddItems(this IServiceCollection services)
    {
        services.AddSingleton<ISaveChangesInterceptor, GatedWrites>();
        services.AddSingleton<ItemStore>();
        services.AddSingleton<ItemQueries>();
        services.AddSingleton<ItemFacetQueries>();
        services.AddSingleton<ItemIndexer>();
        services.AddSingleton<ItemCommands>();
        services.AddSingleton<ItemEditCommands>();
        services.AddSingleton<CollectionQueries>();
        services.AddSingleton<PictureFetcher>();
        services.AddSingleton<PictureStore>();
        services.AddSingleton<IUpkeep>(provider => provider.GetRequiredService<PictureStore>());
        services.AddSingleton<ItemPictures>();
        return services;
    }
}
