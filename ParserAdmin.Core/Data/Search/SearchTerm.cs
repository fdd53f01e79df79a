namespace ParserAdmin.Core.Data.Search;

/// <summary>A word, or a label, that has to be there.</summary>
/// <param name="Text">As <see cref="SearchTokens"/> makes it: it holds no space, no quote and no sign of any query language.</param>
/// <param name="Prefix">Whether words that only begin with it are found, too.</param>
public sealed record SearchTerm(string Text, bool Prefix);
