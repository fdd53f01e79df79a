using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ParserAdmin.Tests")]
[assembly: InternalsVisibleTo("ParserAdmin.Benchmarks")]
