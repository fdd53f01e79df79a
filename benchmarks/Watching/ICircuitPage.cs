namespace ParserAdmin.Benchmarks.Watching;

/// <summary>The page at the other end of a <see cref="Circuit"/>. It is called by the one loop that reads, so it has to be quick.</summary>
internal interface ICircuitPage
{
    /// <summary>A render batch has come.</summary>
    void Drawn(ReadOnlySpan<byte> batch);

    /// <summary>A script's function is called.</summary>
    /// <returns>Its result as JSON.</returns>
    string Called(Circuit circuit, ScriptCall call);
}

/// <summary>A call of a script from .NET.</summary>
/// <param name="Function">With its path, as in <c>Blazor._internal.domWrapper.focus</c>.</param>
/// <param name="Arguments">A JSON array.</param>
/// <param name="WantsReference">A reference to an object is wanted, as to an imported module.</param>
/// <param name="On">The reference that it is called on; 0 for the window.</param>
internal sealed record ScriptCall(string Function, string Arguments, bool WantsReference, long On);
