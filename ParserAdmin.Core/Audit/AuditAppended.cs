using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Audit;

/// <summary>An entry was written and committed.</summary>
public sealed record AuditAppended(AuditEntry Entry) : IEvent;
