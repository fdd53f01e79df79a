namespace ParserAdmin.Auth;

/// <summary>Claims of our own.</summary>
internal static class ActorClaims
{
    /// <summary>Id of the API key that a request came with.</summary>
    public const string KeyId = "parseradmin:key";

    /// <summary>IP address of the request, or of the one that opened the circuit. Never stored in a cookie.</summary>
    public const string Address = "parseradmin:address";
}
