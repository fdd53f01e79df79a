using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio.Samples;

/// <summary>
/// Runs a definition's samples: each saved answer through its path, as a crawl would, held against the rows that it must give.
/// </summary>
public sealed class SampleTests(SampleFiles files, TimeProvider clock) : IDefinitionTest
{
    /// <summary>One sample that fails throughout says enough.</summary>
    private const int MostErrorsASample = 10;

    public async Task<IReadOnlyList<DefinitionError>> TestAsync(
        SourceDefinition definition,
        string? folder,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<DefinitionError>();
        for (var index = 0; index < definition.Samples.Count; index++)
        {
            var sample = definition.Samples[index];
            var (answer, problem) = await AnswerAsync(definition, sample, folder, cancellationToken);
            if (problem is not null)
            {
                errors.Add(
                    new DefinitionError(sample.Place.Line, sample.Place.Column, $"samples[{index}]", $"sample '{sample.Name}': {problem}")
                );
            }
            else if (answer is not null)
            {
                errors.AddRange(Test(definition, index, answer, cancellationToken).Take(MostErrorsASample));
            }
        }

        return errors;
    }

    /// <returns>Neither an answer nor a problem where the sample's file lies elsewhere: whoever has it beside the definition tests
    /// it.</returns>
    private async Task<(SavedAnswer? Answer, string? Problem)> AnswerAsync(
        SourceDefinition definition,
        SampleDefinition sample,
        string? folder,
        CancellationToken cancellationToken
    )
    {
        var address = sample.Url ?? Address(definition, sample.Path);
        if (sample.Answer is { } text)
            return (SavedAnswer.OfText(address, text, sample.ContentType) with { At = sample.At }, null);
        var (body, problem) = await files.ReadAsync(sample.File!, folder, cancellationToken);
        return (body is { } bytes ? new SavedAnswer(address, sample.ContentType, bytes) { At = sample.At } : null, problem);
    }

    private static Uri Address(SourceDefinition definition, string path) =>
        definition.Paths[path].Path is { } template
        && PathAddress.TryResolve(definition.Links[0], template, new Dictionary<string, string>(), out var address)
            ? address
            : definition.Links[0];

    private IEnumerable<DefinitionError> Test(
        SourceDefinition definition,
        int index,
        SavedAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var sample = definition.Samples[index];
        var path = definition.Paths[sample.Path];
        var place = $"samples[{index}]";
        ExtractedPage page;
        try
        {
            var clockOfSample = answer.At is { } at ? new FrozenClock(at) : clock;
            page = RowExtractors
                .By(clockOfSample)
                .For(path.Response)
                .Extract(answer.Decode(definition.Fetch.Encoding), answer.Address, path, cancellationToken);
        }
        catch (ExtractionException unread)
        {
            return [new DefinitionError(sample.Place.Line, sample.Place.Column, place, $"sample '{sample.Name}': {unread.Message}")];
        }

        return
        [
            .. Count(sample, place, page.Rows.Count),
            .. Rows(sample, place, page),
            .. Next(sample, place, Pagination.After(path, answer.Address, page)),
        ];
    }

    private static IEnumerable<DefinitionError> Count(SampleDefinition sample, string place, int found)
    {
        var expected = sample.Count ?? sample.Rows.Count;
        if (expected != found)
        {
            yield return new DefinitionError(
                sample.Place.Line,
                sample.Place.Column,
                place,
                $"sample '{sample.Name}': expected {expected} rows, found {found}; correct the path, or 'count'"
            );
        }
    }

    private static IEnumerable<DefinitionError> Rows(SampleDefinition sample, string place, ExtractedPage page) =>
        from pair in sample.Rows.Zip(page.Rows).Select((pair, number) => (Expected: pair.First, Found: pair.Second, Number: number))
        from field in pair.Expected.Fields
        let found = pair.Found.Fields.GetValueOrDefault(field.Key)
        where !SampleMatch.IsMet(field.Value, found)
        select new DefinitionError(
            field.Value.Line,
            field.Value.Column,
            $"{place}.rows[{pair.Number}].{field.Key}",
            $"sample '{sample.Name}', row {pair.Number + 1}, field '{field.Key}': expected {field.Value}, found "
                + $"{SampleMatch.Describe(found)}{Why(pair.Found, field.Key)}"
        );

    private static string Why(ExtractedRow row, string field) =>
        row.Errors.FirstOrDefault(error => error.Field == field && error.Filter is not null) is { } error ? $"; {error.Message}" : "";

    private static IEnumerable<DefinitionError> Next(SampleDefinition sample, string place, Uri? found)
    {
        if (sample.Next is not { } expected || string.Concat(expected.Texts) == (found?.AbsoluteUri ?? ""))
            yield break;
        yield return new DefinitionError(
            expected.Line,
            expected.Column,
            $"{place}.next",
            $"sample '{sample.Name}', next page: expected {expected}, found {(found is null ? "nothing" : $"'{found.AbsoluteUri}'")}"
        );
    }
}
