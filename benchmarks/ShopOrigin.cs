using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ParserAdmin.Tests.Conformance;

namespace ParserAdmin.Benchmarks;

/// <summary>
/// The shop of the shared data out of memory, in a process of its own: quick enough that it is never what a crawler waits for.
/// </summary>
internal sealed partial class ShopOrigin : IDisposable
{
    private readonly Process _process;

    private ShopOrigin(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ShopOrigin> StartAsync()
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ShopOrigin).Assembly.Location, "origin"])
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The origin did not start.");
        return new ShopOrigin(process, new Uri(line));
    }

    /// <summary>Serves until its input closes; prints its address.</summary>
    public static async Task ServeAsync()
    {
        var pages = Pages();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            if (
                !pages.TryGetValue(
                    $"{(context.Request.Path == "/books" ? "/books/" : context.Request.Path)}{context.Request.QueryString}",
                    out var page
                )
            )
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = page.Length;
            await context.Response.Body.WriteAsync(page);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single() + "/");
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>By path and query, as origin.py gives them.</summary>
    private static Dictionary<string, byte[]> Pages() =>
        SharedData
            .Json("books/routes.json")
            .EnumerateObject()
            .ToDictionary(
                route => "/books" + route.Name,
                route =>
                    System.Text.Encoding.UTF8.GetBytes(
                        Local().Replace(SharedData.Text("books/pages/" + route.Value.GetString()), "$1=\"/books/")
                    )
            );

    [GeneratedRegex("(href|action)=\"/(?!/)")]
    private static partial Regex Local();
}
