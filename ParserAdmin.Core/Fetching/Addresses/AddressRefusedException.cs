namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>The address check refused to let a request out. The message says why and what would allow it.</summary>
public sealed class AddressRefusedException(string message) : Exception(message);
