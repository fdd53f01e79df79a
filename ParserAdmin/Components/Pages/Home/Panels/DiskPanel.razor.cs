using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Components.Pages.Home.Panels;

/// <summary>Where the data lie, and how much room there is.</summary>
public sealed partial class DiskPanel
{
    [Parameter, EditorRequired]
    public required DatabasePlace Database { get; set; }

    [Parameter, EditorRequired]
    public required DiskSpace Disk { get; set; }

    /// <summary>In percent; null where the disk is hidden.</summary>
    private double? Used => Disk is { FreeBytes: { } free, TotalBytes: > 0 and { } total } ? 100 - (100.0 * free / total) : null;
}
