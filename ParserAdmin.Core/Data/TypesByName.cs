using System.Reflection;
using System.Reflection.Metadata;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Types of this assembly, found by their names. Reflection's own search loads all of its thousands of types, and what each refers to, for
/// good: megabytes that an idle program would hold.
/// </summary>
internal static class TypesByName
{
    private static readonly Assembly Searched = typeof(TypesByName).Assembly;

    /// <summary>In the order of their full names, whatever order the compiler wrote them in.</summary>
    /// <param name="isWanted">Told the namespace and the name of each type that is not nested.</param>
    public static unsafe IReadOnlyList<Type> Find(Func<string, string, bool> isWanted)
    {
        if (!Searched.TryGetRawMetadata(out var metadata, out var length))
            throw new NotSupportedException("The program's own assembly has no metadata to read.");
        var reader = new MetadataReader(metadata, length);
        var found = new List<Type>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (type.IsNested)
                continue;
            var (space, name) = (reader.GetString(type.Namespace), reader.GetString(type.Name));
            if (isWanted(space, name))
                found.Add(Searched.GetType($"{space}.{name}", throwOnError: true)!);
        }

        return [.. found.OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }
}
