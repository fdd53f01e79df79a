namespace ParserAdmin.Tests.Invocables.Tasks;

/// <summary>A work of the <see cref="WorksSite"/>.</summary>
/// <param name="Listed">Whether the catalogue lists it.</param>
internal sealed record Work(
    int Id,
    string Title,
    string? Series = null,
    int? Number = null,
    string Creator = "Ann",
    string Genre = "crime",
    bool Listed = true
)
{
    public string Rating { get; init; } = "5";

    public int Year { get; init; } = 2001;
}
