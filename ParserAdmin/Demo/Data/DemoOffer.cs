namespace ParserAdmin.Demo.Data;

/// <summary>A section of the demo site that can be added as a source.</summary>
/// <param name="What">What there is to try.</param>
public sealed record DemoOffer(string Id, string Name, string What);
