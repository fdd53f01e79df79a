using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Items;

/// <summary>A person deleted items; told after each batch.</summary>
public sealed record ItemsDeleted(int Items) : ISharedEvent;
