namespace ParserAdmin.Core.Data.Keys;

/// <summary>
/// The data protection keys cannot be read now, so nobody can say whether something was encrypted with one of them. An outage where the
/// database's word is within.
/// </summary>
public sealed class KeysUnreadException(Exception why) : InvalidOperationException(Text(why.GetBaseException()), why)
{
    /// <summary>What names a setting says already what to do.</summary>
    private static string Text(Exception why) =>
        why.Message.StartsWith("ParserAdmin:", StringComparison.Ordinal)
            ? why.Message
            : $"The data protection keys cannot be read: {why.Message}";
}
