using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DefinitionVersion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "definition_version",
                table: "sources",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "checked_version",
                table: "source_paths",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "definition_version",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "checked_version",
                table: "source_paths");
        }
    }
}
