using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Sources.Folder;

/// <summary>The folder of definitions stands otherwise than before.</summary>
public sealed record FolderChanged : IEvent;
