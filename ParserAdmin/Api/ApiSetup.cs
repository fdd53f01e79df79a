using ParserAdmin.Api.Audit;
using ParserAdmin.Api.Cluster;
using ParserAdmin.Api.DeadLetters;
using ParserAdmin.Api.Description;
using ParserAdmin.Api.Health;
using ParserAdmin.Api.Items;
using ParserAdmin.Api.Jobs;
using ParserAdmin.Api.People;
using ParserAdmin.Api.Safety;
using ParserAdmin.Api.Schedules;
using ParserAdmin.Api.Sources;

namespace ParserAdmin.Api;

/// <summary>Brings the HTTP API into the host.</summary>
internal static class ApiSetup
{
    /// <exception cref="InvalidOperationException">What is configured of it cannot be; the message says why.</exception>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(HealthAccess.Of(configuration));
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddAntiforgery();
        services.AddSingleton<LogStream>();
        return services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiMark>().Any();
                options.AddDocumentTransformer<AboutTheApi>();
                options.AddOperationTransformer<QueryValues>();
                options.AddOperationTransformer<OptionalBodies>();
                options.AddSchemaTransformer<SettingsNumbers>();
                options.AddSchemaTransformer<ProblemShape>();
                options.AddSchemaTransformer<LeftOutFields>();
            }
        );
    }

    /// <summary>What a node without a portal answers: supervisors and monitoring, nobody else.</summary>
    public static void MapWorker(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapSafety();
        app.MapSettings();
        app.MapDashboard();
        app.MapLogs();
        app.MapScheduler();
        app.MapSchedules();
        app.MapTasks();
        app.MapSources();
        app.MapPreview();
        app.MapSourceDeletion();
        app.MapSourceSettings();
        app.MapSourcePaths();
        app.MapItems();
        app.MapImages();
        app.MapDeadLetters();
        app.MapAudit();
        app.MapCluster();
        app.MapPeople();
        app.MapKeys();
        app.MapHealth();
        app.MapMetrics();
        app.MapSystem();
        app.MapCsrf();

        // It holds nothing but what this repository tells everyone.
        app.MapOpenApi().AllowAnonymous();
        app.MapApiReference();
    }
}
