using ParserAdmin.Commands;

return await CommandLine.Create().Parse(args).InvokeAsync();
