using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ParserAdmin.Tests.Components;

/// <summary>bUnit asks for a newer AngleSharp.Diffing than the registry has; the API is the same, only the assembly's version is lower.</summary>
internal static class AngleSharpDiffing
{
    [ModuleInitializer]
    internal static void Accept() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
