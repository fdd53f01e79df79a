using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Fetching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "host_delay_ms",
                table: "parser_settings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "hosts",
                columns: table => new
                {
                    host = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    delay_ms = table.Column<int>(type: "integer", nullable: false),
                    delay_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    penalty_ms = table.Column<int>(type: "integer", nullable: false),
                    concurrency = table.Column<int>(type: "integer", nullable: false),
                    next_allowed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cooling_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cooling_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    requests = table.Column<long>(type: "bigint", nullable: false),
                    not_modified = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hosts", x => x.host);
                });

            migrationBuilder.CreateTable(
                name: "http_cache",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    e_tag = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    last_modified = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    content_type = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    stored_bytes = table.Column<int>(type: "integer", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_http_cache", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "source_sessions",
                columns: table => new
                {
                    source_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    cookies = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_sessions", x => x.source_id);
                });

            migrationBuilder.CreateTable(
                name: "source_settings",
                columns: table => new
                {
                    source_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    is_secret = table.Column<bool>(type: "boolean", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_settings", x => new { x.source_id, x.name });
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_parser_settings_host_delay_ms",
                table: "parser_settings",
                sql: "host_delay_ms BETWEEN 0 AND 3600000");

            migrationBuilder.CreateIndex(
                name: "ix_hosts_cooling_until",
                table: "hosts",
                column: "cooling_until");

            migrationBuilder.CreateIndex(
                name: "ix_http_cache_source_id_used_at",
                table: "http_cache",
                columns: new[] { "source_id", "used_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hosts");

            migrationBuilder.DropTable(
                name: "http_cache");

            migrationBuilder.DropTable(
                name: "source_sessions");

            migrationBuilder.DropTable(
                name: "source_settings");

            migrationBuilder.DropCheckConstraint(
                name: "ck_parser_settings_host_delay_ms",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "host_delay_ms",
                table: "parser_settings");
        }
    }
}
