namespace ParserAdmin;

/// <summary>Where the portal finds its own files, whichever folder it is started from and whoever hosts it.</summary>
internal static class PortalFiles
{
    private static readonly string Name = typeof(PortalFiles).Assembly.GetName().Name!;

    /// <summary>The list of style sheets and scripts that the build wrote beside the program.</summary>
    public static string AssetManifest => Path.Combine(AppContext.BaseDirectory, $"{Name}.staticwebassets.endpoints.json");

    /// <summary>appsettings.json of the current folder, or the one beside the program where there is none.</summary>
    public static WebApplicationOptions Options(string[] args)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return new WebApplicationOptions
        {
            Args = args,
            ApplicationName = Name,
            ContentRootPath = SettingsFolder,
            WebRootPath = Directory.Exists(published) ? published : null,
        };
    }

    public static string SettingsFolder =>
        File.Exists(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json")) ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory;
}
