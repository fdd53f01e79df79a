using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People;

/// <summary>Someone with a password, as lists show them.</summary>
/// <param name="Role">Null when every right was taken away.</param>
/// <param name="Disabled">May not sign in and has no rights until an admin says otherwise.</param>
public sealed record Person(string Id, string Email, Role? Role, bool Disabled);
