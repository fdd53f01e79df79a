using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Api.Described;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Hosting;

/// <summary>The whole program in this process, on a free port and a temporary data directory, with its demo source installed.</summary>
public sealed class PortalHost : IAsyncLifetime
{
    public const string AdminKey = "test-key-0123456789-abcdefghij";

    // One for all hosts, as long as the tests run.
    private static readonly HttpMessageInvoker Http = new(
        new DescribedAnswers(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    );

    private readonly string _data = Directory.CreateTempSubdirectory("parseradmin-host-").FullName;
    private WebApplication? _app;

    public IServiceProvider Services => _app!.Services;

    public Uri Address { get; private set; } = null!;

    /// <summary>With the admin's key.</summary>
    internal ApiClient Admin { get; private set; } = null!;

    internal ApiClient Anonymous { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _app = Portal.Build([
            "--urls",
            "http://127.0.0.1:0",
            $"--ParserAdmin:DataDirectory={_data}",
            $"--ParserAdmin:Bootstrap:ApiKey={AdminKey}",
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning",
        ]);
        await _app.StartAsync();
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Admin = new ApiClient(Http, Address, AdminKey);
        Anonymous = new ApiClient(Http, Address, null);
        await InstallDemoAsync();
    }

    /// <summary>A client with a new key of a role.</summary>
    internal async Task<ApiClient> ClientAsync(Role role)
    {
        var added = await Services
            .GetRequiredService<KeyCommands>()
            .AddAsync(Actor.System, $"{role} {Guid.NewGuid():N}", role, null, null, CancellationToken.None);
        return new ApiClient(Http, Address, added.Value!.Secret);
    }

    /// <summary>The person who signs in by <c>PortalBrowser</c>.</summary>
    public async Task AddAdminAsync()
    {
        var made = await Services
            .GetRequiredService<PeopleCommands>()
            .AddFirstAdminAsync(PortalProcess.AdminEmail, PortalProcess.AdminPassword, null, CancellationToken.None);
        Assert.True(made.Succeeded, made.Message);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
    }

    /// <summary>The program installs it by itself soon after its start; a test does not wait for that.</summary>
    private async Task InstallDemoAsync()
    {
        Services.GetRequiredService<ParserAdmin.Core.Fetching.Addresses.OwnSite>().Listen([Address.ToString()]);
        await Services
            .GetRequiredService<SourceCommands>()
            .SaveAsync(Actor.System, ParserAdmin.Demo.DemoDefinition.Yaml(Address), null, CancellationToken.None);
    }
}
