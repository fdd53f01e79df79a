using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio.Hints;

/// <summary>
/// Tells of fields that choose between values and never found a reason to: every row took the last resort "*", or nothing.
/// </summary>
internal static class CaseHints
{
    private const string Else = "*";

    public static IEnumerable<string> Of(PathDefinition path, PreviewTrace trace)
    {
        // One page of an item seldom has every case.
        if (trace.Rows.Count < 2)
            yield break;
        foreach (var (name, field) in path.Fields)
        {
            var rest = field.Cases.FirstOrDefault(branch => branch.Selector == Else)?.Value;

            // A value that the last resort has too, or none, tells nothing of where it is from.
            var telling = field.Cases.Where(branch => branch.Selector != Else && branch.Value.Length > 0 && branch.Value != rest).ToList();
            if (
                telling.Count == 0
                || trace.Rows.Any(row =>
                    row.Fields.Any(read => read.Name == name && read.Found.Any(found => telling.Exists(branch => branch.Value == found)))
                )
            )
            {
                continue;
            }

            yield return field.Cases[0].Selector == Else
                ? $"{name}: case '*' comes first and takes every row; put it behind {Quoted(telling)}."
                : $"{name}: case {Quoted(telling)} matched in none of the {trace.Rows.Count} "
                    + $"rows{(rest is null ? "" : $", so each has '{rest}'")}; check the selector against the page.";
        }
    }

    private static string Quoted(List<CaseBranch> cases) => string.Join(", ", cases.Select(branch => $"'{branch.Selector}'"));
}
