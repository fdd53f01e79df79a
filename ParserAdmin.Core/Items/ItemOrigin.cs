using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Items;

/// <summary>Paths by which an item comes here without being in a listing of the catalogue.</summary>
public static class ItemOrigin
{
    /// <summary>A top list named it. It is held like any other, only that no crawl of the catalogue misses it.</summary>
    public const string Top = PathNames.Top;

    /// <summary>A part of a series held that the catalogue lacks.</summary>
    public const string Series = PathNames.Series;

    /// <summary>A work of a creator held that the catalogue lacks.</summary>
    public const string Creator = PathNames.Creator;

    /// <summary>Whether it is only known by name, not held.</summary>
    public static bool IsMissing(string? origin) => origin is Series or Creator;
}
