using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api.People;

/// <summary>Whom to invite, and with which role.</summary>
internal sealed record InviteRequest(string? Email = null, Role? Role = null);

/// <summary>One thing to change of a person, and why.</summary>
internal sealed record PersonPatchRequest(Role? Role = null, bool? Disabled = null, string? Reason = null);
