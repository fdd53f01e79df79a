using Microsoft.Extensions.DependencyInjection;

namespace ParserAdmin.Core.Schedules.Engines.Coravel;

internal static class CoravelServices
{
    public static IServiceCollection AddCoravelEngine(this IServiceCollection services)
    {
        services.AddSingleton<CoravelEngine>();
        services.AddSingleton<IScheduleEngine>(provider => provider.GetRequiredService<CoravelEngine>());
        services.AddTransient<DueSlotsInvocable>();
        services.AddTransient<StartsInvocable>();
        return services.AddHostedService(provider => provider.GetRequiredService<CoravelEngine>());
    }
}
