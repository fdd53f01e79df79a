namespace ParserAdmin.Core.Safety;

/// <summary>Something happened that no rule allows: a fault in this program. The fail-safe switches to manual on it.</summary>
public sealed class InvariantException(string message) : InvalidOperationException(message);
