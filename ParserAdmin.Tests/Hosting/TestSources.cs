namespace ParserAdmin.Tests.Hosting;

/// <summary>Source definitions that are valid and small.</summary>
public static class TestSources
{
    /// <summary>A catalogue with a listing and episodes.</summary>
    public static string Yaml(string id, string name = "A shop", string link = "http://127.0.0.1:9/") =>
        $$"""
            version: 1
            id: {{id}}
            name: {{name}}
            kind: catalog
            language: en
            links: ["{{link}}"]
            identity: externalId
            paths:
              catalog:
                path: list
                response: html
                rows: { selector: "article" }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: "h2" }
              episodes:
                path: "{url}"
                response: html
                rows: { selector: "li" }
                fields:
                  externalId: { attribute: data-id }
                  title: { selector: ".episode" }

            """;
}
