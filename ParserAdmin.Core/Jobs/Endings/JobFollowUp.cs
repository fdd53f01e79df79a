using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>What became of an ended job.</summary>
/// <param name="GoesOn">Another try, or what is left of it, follows.</param>
/// <param name="Events">For after the commit.</param>
internal sealed record JobFollowUp(bool GoesOn, IReadOnlyList<IEvent> Events);
