using ParserAdmin.Commands;

return await new CommandLine().RunAsync(args);
