namespace ParserAdmin.Demo.Data;

/// <summary>One episode of a title.</summary>
/// <param name="Id">Unique over the catalogue, such as <c>t-0001-e12</c>.</param>
/// <param name="Number">From 1, rising with <paramref name="Aired"/>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Aired">UTC, a whole minute.</param>
public sealed record DemoEpisode(string Id, int Number, string Title, DateTime Aired);
