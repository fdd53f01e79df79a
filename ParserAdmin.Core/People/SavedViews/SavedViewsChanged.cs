using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.People.SavedViews;

/// <summary>A person saved, renamed or deleted a view; their other pages show it, too.</summary>
/// <param name="Page">Of which list.</param>
public sealed record SavedViewsChanged(string UserId, string Page) : IEvent;
