using System.Data.Common;

namespace ParserAdmin.Core.Data.Health;

/// <summary>A row is gone that has to be there as long as the program's tables are: no disk or server is at fault.</summary>
public sealed class LostRowException(string words) : DbException(words);
