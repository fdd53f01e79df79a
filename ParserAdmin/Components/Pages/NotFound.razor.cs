namespace ParserAdmin.Components.Pages;

/// <summary>What one sees at an address where nothing is, with menu and safety bar like any other page.</summary>
public sealed partial class NotFound
{
    /// <summary>Where <see cref="PageFaults"/> finds it.</summary>
    internal const string Path = "portal/not-found";
}
