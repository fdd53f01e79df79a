namespace ParserAdmin.Core.Sources.Definition;

/// <summary>
/// How a source is signed in to. Texts may hold settings as <c>{{ .Config.name }}</c>; all of it goes to the source's own links only.
/// </summary>
/// <param name="Form">A form that is filled in and sent; null where none is.</param>
/// <param name="Cookie">A Cookie header as a browser shows it, such as <c>session=abc; theme=dark</c>.</param>
/// <param name="Headers">Headers such as Authorization, by name.</param>
/// <param name="Test">What tells that one is signed in.</param>
/// <param name="Errors">CSS selectors of what a refused login shows; the text found is told.</param>
public sealed record LoginDefinition(
    LoginFormDefinition? Form,
    string? Cookie,
    IReadOnlyDictionary<string, string> Headers,
    LoginTestDefinition? Test,
    IReadOnlyList<string> Errors
);
