using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Execution;

/// <summary>A job whose running mark is committed, with the source as it was at that moment.</summary>
/// <param name="Source">Null for a task of the whole program.</param>
public sealed record AdmittedJob(ParserJob Job, Source? Source);
