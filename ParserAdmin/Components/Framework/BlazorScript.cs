using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ParserAdmin.Components.Framework;

/// <summary>
/// Blazor's own browser script. The package that .NET 10 takes it from is not on every registry; the runtime package of .NET 9 is, and holds the
/// script as a resource of one of its assemblies. That assembly is embedded in this one, is never loaded, and is only read here.
/// </summary>
internal static class BlazorScript
{
    public const string Path = "/_framework/blazor.web.js";
    private const string Container = "blazor-framework";
    private const string Resource = "blazor.web.js";

    /// <exception cref="InvalidOperationException">This build was made without the script.</exception>
    public static byte[] Read()
    {
        using var container = typeof(BlazorScript).Assembly.GetManifestResourceStream(Container)
            ?? throw new InvalidOperationException("Blazor's script is not in this build. Restore the packages and build again.");
        using var image = new PEReader(container);
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (resource.Implementation.IsNil && metadata.GetString(resource.Name).EndsWith(Resource, StringComparison.Ordinal))
                return Content(image, resource);
        }

        throw new InvalidOperationException($"{Resource} is not in the package that was built in. Has its version changed?");
    }

    private static byte[] Content(PEReader image, ManifestResource resource)
    {
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory;
        var reader = image.GetSectionData(directory.RelativeVirtualAddress).GetReader((int)resource.Offset, directory.Size - (int)resource.Offset);
        return reader.ReadBytes(reader.ReadInt32());
    }
}
