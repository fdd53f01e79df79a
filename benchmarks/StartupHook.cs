using System.Runtime.Loader;

/// <summary>
/// Where the real program is started with <c>DOTNET_STARTUP_HOOKS</c> set to this assembly, the runtime calls this before its main. It
/// only makes the assembly known by its name, by which ASP.NET then looks for <c>LineWriterStartup</c>. The runtime wants it without a
/// namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var own = typeof(StartupHook).Assembly;
        AssemblyLoadContext.Default.Resolving += (_, wanted) => wanted.Name == own.GetName().Name ? own : null;
    }
}
