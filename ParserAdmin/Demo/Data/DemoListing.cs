namespace ParserAdmin.Demo.Data;

/// <summary>An advertisement of the market.</summary>
/// <param name="Id">Such as <c>a-481920</c>; rises with time.</param>
/// <param name="Posted">UTC, a whole minute.</param>
/// <param name="Sold">Whether it is sold by now.</param>
internal sealed record DemoListing(string Id, string Title, string Text, int Price, string Place, DateTime Posted, bool Sold);
