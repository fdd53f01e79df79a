using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace ParserAdmin;

/// <summary>Where the program finds its own files, whichever folder it is started from and whoever hosts it.</summary>
internal static class PortalFiles
{
    private static readonly string Name = typeof(PortalFiles).Assembly.GetName().Name!;

    /// <summary>The list of style sheets and scripts that the build wrote beside the program.</summary>
    public static string AssetManifest => Path.Combine(AppContext.BaseDirectory, $"{Name}.staticwebassets.endpoints.json");

    public static WebApplicationOptions Options(string[] args)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return new WebApplicationOptions
        {
            Args = args,
            ApplicationName = Name,
            WebRootPath = Directory.Exists(published) ? published : null,
        };
    }

    /// <summary>
    /// The settings that the program ships with hold wherever it is started from; those of the current folder are read after them.
    /// </summary>
    public static void AddShippedSettings(this IConfigurationBuilder configuration) =>
        configuration.Sources.Insert(
            0,
            new JsonConfigurationSource
            {
                FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
                Path = "appsettings.json",
                Optional = true,
            }
        );

    /// <summary>A file that a person names is read after all others, and before environment and command line.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static void AddNamedSettings(this IConfigurationBuilder configuration, string file)
    {
        var named = new JsonConfigurationSource { Path = Path.GetFullPath(file) };
        named.ResolveFileProvider();
        configuration.Sources.Insert(configuration.Sources.ToList().FindLastIndex(source => source is JsonConfigurationSource) + 1, named);
    }
}
