namespace ParserAdmin.Core.Sources.Folder;

/// <summary>Why a file of the folder is not stored. What was stored of it before stays as it is.</summary>
/// <param name="File">Its name; empty for the folder itself.</param>
public sealed record FolderProblem(string File, string Message);
