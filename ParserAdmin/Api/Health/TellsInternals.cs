namespace ParserAdmin.Api.Health;

/// <summary>Marks an address that says more than whether the program is up: where its parts lie, how they do, how much it works.</summary>
internal sealed record TellsInternals;
