using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ParserAdmin.Tests")]
