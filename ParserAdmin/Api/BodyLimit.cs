using Microsoft.AspNetCore.Http.Metadata;

namespace ParserAdmin.Api;

/// <summary>The most bytes that a call's body may have; beyond it the answer is 413.</summary>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
