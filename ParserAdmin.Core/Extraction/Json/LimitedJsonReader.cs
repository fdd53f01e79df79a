using Newtonsoft.Json;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>
/// A reader that can be cancelled at each token and stops at a number of tokens: "[[],[],[]…" costs a hundred times its size in memory.
/// </summary>
internal sealed class LimitedJsonReader(TextReader source, CancellationToken cancellationToken) : JsonTextReader(source)
{
    /// <summary>A page of 100,000 items with 20 fields each.</summary>
    public const int MaxTokens = 4_000_000;

    private int _tokens;

    public override bool Read()
    {
        if (++_tokens > MaxTokens)
            throw new ExtractionException($"the JSON has more than {MaxTokens:N0} tokens; ask for smaller pages");
        if ((_tokens & 0xFF) == 0)
            cancellationToken.ThrowIfCancellationRequested();
        return base.Read();
    }
}
