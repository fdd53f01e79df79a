using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>An element of an entry: where its pieces stand in the document. Nothing is decoded before someone asks.</summary>
/// <param name="Name">With the prefix by which the namespace is usually known: "title", "dc:creator".</param>
/// <param name="Depth">0 for the children of the entry; what stands within an element follows it with a greater depth.</param>
/// <param name="Attributes">As they are written.</param>
/// <param name="Content">All between start and end tag.</param>
/// <param name="Base">The xml:base in force; null when none was given.</param>
internal readonly record struct FeedElement(string Name, int Depth, Slice Attributes, Slice Content, Uri? Base);
