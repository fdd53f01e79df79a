namespace ParserAdmin.Core.Data.Keys;

/// <summary>
/// The data protection keys cannot be read now, so nobody can say whether something was encrypted with one of them. An outage where the
/// database's word is within.
/// </summary>
public sealed class KeysUnreadException(Exception why) : InvalidOperationException(why.GetBaseException().Message, why);
