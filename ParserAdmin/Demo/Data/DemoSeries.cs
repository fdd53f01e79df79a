namespace ParserAdmin.Demo.Data;

/// <summary>A series of four titles.</summary>
/// <param name="Id">Its id in addresses, such as <c>s-04</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record DemoSeries(string Id, string Name);
