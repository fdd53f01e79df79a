using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Items.Pictures;

/// <summary>A picture that this node was asked for is there now, or it is known why not.</summary>
public sealed record PictureFetched(string Name) : IEvent;
