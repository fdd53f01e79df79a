using System.Text.Json;
using Xunit;

namespace ParserAdmin.Tests.Api.Described;

/// <summary>A check that finds nothing would pass every answer.</summary>
public sealed class ApiDescriptionTests
{
    private static readonly ApiDescription Description = new(
        JsonSerializer.Deserialize<JsonElement>(
            """
            {
              "paths": {
                "/things/{id}": { "get": { "responses": {
                  "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                  "204": {}
                } } },
                "/things/mine": { "get": { "responses": { "204": {} } } }
              },
              "components": { "schemas": {
                "Thing": { "type": "object", "required": ["name"], "properties": {
                  "name": { "type": "string" },
                  "size": { "type": ["null", "integer"] },
                  "kind": { "enum": ["small", "large"] },
                  "parts": { "type": "array", "items": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Thing" }] } }
                } }
              } }
            }
            """
        )
    );

    [Theory]
    [InlineData("""{"name":"a","size":null,"kind":"small","parts":[null,{"name":"b","size":3}]}""", "")]
    [InlineData("""{"size":1}""", "$.name is missing")]
    [InlineData("""{"name":"a","colour":"red"}""", "$.colour is not described")]
    [InlineData("""{"name":7}""", "$.name is Number, not string")]
    [InlineData("""{"name":"a","size":1.5}""", "$.size is Number, not [\"null\", \"integer\"]")]
    [InlineData("""{"name":"a","kind":"huge"}""", "$.kind is \"huge\", which is not among [\"small\", \"large\"]")]
    [InlineData("""{"name":"a","parts":[{"size":1}]}""", "$.parts[0].name is missing")]
    public void FaultsOf_ABody_AreThoseThatItsSchemaDoesNotTell(string body, string faults) =>
        Assert.Equal(faults, Faults("/things/7", 200, "application/json", body));

    [Theory]
    [InlineData("/things/7", 404, "application/problem+json", "status 404")]
    [InlineData("/things/7", 200, "text/plain", "the kind text/plain of the answer 200")]
    [InlineData("/things/7", 204, null, "")]
    [InlineData("/things/7", 204, "text/plain", "a body of the kind text/plain with status 204")]
    [InlineData("/things/7", 500, "application/problem+json", "")]
    [InlineData("/things/mine", 200, "application/json", "status 200")]
    public void FaultsOf_AnAnswer_AreItsStatusAndKind(string path, int status, string? type, string faults) =>
        Assert.Equal(faults, Faults(path, status, type, null));

    [Theory, InlineData("POST", "/things/7"), InlineData("GET", "/things"), InlineData("GET", "/things/7/parts")]
    public void Find_WhatIsNoCall_IsNull(string method, string path) => Assert.Null(Description.Find(new HttpMethod(method), path));

    private static string Faults(string path, int status, string? type, string? body) =>
        string.Join(
            "; ",
            Description.FaultsOf(
                Description.Find(HttpMethod.Get, path)!.Value,
                status,
                type,
                body is null ? null : JsonSerializer.Deserialize<JsonElement>(body)
            )
        );
}
