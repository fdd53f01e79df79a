namespace ParserAdmin.Tests.Components;

/// <summary>Says of a test which page it shows, in which state; <c>PageStateTests</c> names every page that lacks one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class InStateAttribute(Type page, PageState state) : Attribute
{
    public Type Page { get; } = page;

    public PageState State { get; } = state;
}

/// <summary>What each page is seen in before it counts as tested.</summary>
public enum PageState
{
    /// <summary>There is nothing to show, or not what was asked for: the page says so, and what to do.</summary>
    Nothing,

    /// <summary>One thing of what the page is about.</summary>
    One,

    /// <summary>More than the page shows at once.</summary>
    Many,

    /// <summary>Somebody looks who may only look, or whose role was taken away while they looked.</summary>
    Viewer,

    /// <summary>The emergency stop is on.</summary>
    Stopped,
}
