namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>What a source's page shows; in its address as <c>tab</c>.</summary>
public enum SourceTab
{
    Overview,
    Runs,
    Items,
    Definition,
    Settings,
    Expectations,
}
