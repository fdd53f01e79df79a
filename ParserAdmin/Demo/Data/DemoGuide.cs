namespace ParserAdmin.Demo.Data;

/// <summary>A guide of the members' area.</summary>
internal sealed record DemoGuide(string Id, string Title, string Author, string Text);
