using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Crawling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "known_items_in_a_row",
                table: "parser_settings",
                type: "int",
                nullable: false,
                defaultValue: 10);

            migrationBuilder.AddCheckConstraint(
                name: "ck_parser_settings_known_items_in_a_row",
                table: "parser_settings",
                sql: "known_items_in_a_row BETWEEN 1 AND 1000");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_parser_settings_known_items_in_a_row",
                table: "parser_settings");

            migrationBuilder.DropColumn(
                name: "known_items_in_a_row",
                table: "parser_settings");
        }
    }
}
