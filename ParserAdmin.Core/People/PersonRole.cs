using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People;

/// <summary>Who an id belongs to and what they may do at the moment of asking; <paramref name="Role"/> is null for nothing.</summary>
public sealed record PersonRole(string Id, string Name, Role? Role);
