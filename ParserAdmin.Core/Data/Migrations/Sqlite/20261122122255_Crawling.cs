using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ParserAdmin.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Crawling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: EF would rebuild the table for the check, outside a transaction.
            migrationBuilder.Sql("ALTER TABLE parser_settings ADD COLUMN known_items_in_a_row INTEGER NOT NULL DEFAULT 10 CONSTRAINT ck_parser_settings_known_items_in_a_row CHECK (known_items_in_a_row BETWEEN 1 AND 1000)");
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
