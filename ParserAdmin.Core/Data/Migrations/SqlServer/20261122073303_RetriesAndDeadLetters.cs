using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class RetriesAndDeadLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "auto_since",
                table: "parser_settings",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "fail_safe_at",
                table: "parser_settings",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "fail_safe_reason",
                table: "parser_settings",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "checkpoint",
                table: "parser_jobs",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "not_before",
                table: "parser_jobs",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "rate_limit_waits",
                table: "parser_jobs",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "recoveries",
                table: "parser_jobs",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "retry_of",
                table: "parser_jobs",
                type: "char(36)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "failed_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    job_id = table.Column<string>(type: "char(36)", nullable: false),
                    task = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    source_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    parameters = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    error_class = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    message = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    url = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    failed_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    state = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    decided_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    decision_reason = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    replay_job_id = table.Column<string>(type: "char(36)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_failed_attempts", x => x.id);
                    table.CheckConstraint("ck_failed_attempts_state", "state IN ('open', 'replayed', 'dismissed')");
                });

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_ended_at",
                table: "parser_jobs",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_parser_jobs_retry_of",
                table: "parser_jobs",
                column: "retry_of");

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_fingerprint_id",
                table: "failed_attempts",
                columns: new[] { "fingerprint", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_source_id_id",
                table: "failed_attempts",
                columns: new[] { "source_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_failed_attempts_state_id",
                table: "failed_attempts",
                columns: new[] { "state", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "failed_attempts");

            migrationBuilder.DropIndex(
                name: "ix_parser_jobs_ended_at",
                table: "parser_jobs");

            migrationBuilder.DropIndex(
                name: "ix_parser_jobs_retry_of",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "auto_since",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "fail_safe_at",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "fail_safe_reason",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "checkpoint",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "not_before",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "rate_limit_waits",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "recoveries",
                table: "parser_jobs");

            migrationBuilder.DropColumn(
                name: "retry_of",
                table: "parser_jobs");
        }
    }
}
