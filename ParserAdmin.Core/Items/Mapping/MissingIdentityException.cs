namespace ParserAdmin.Core.Items.Mapping;

/// <summary>An item lacks what its source tells items apart by. The message is for people.</summary>
public sealed class MissingIdentityException(string message) : Exception(message);
