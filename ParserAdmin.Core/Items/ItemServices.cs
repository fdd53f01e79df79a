using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Items.Collections;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Core.Items;

public static class ItemServices
{
    public static IServiceCollection AddItems(this IServiceCollection services)
    {
        services.AddSingleton<ISaveChangesInterceptor, GatedWrites>();
        services.AddSingleton<ItemStore>();
        services.AddSingleton<ItemQueries>();
        services.AddSingleton<ItemIndexer>();
        services.AddSingleton<ItemCommands>();
        services.AddSingleton<ItemEditCommands>();
        services.AddSingleton<CollectionQueries>();
        return services;
    }
}
