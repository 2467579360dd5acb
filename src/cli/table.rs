//! Rows for people: an aligned table.

use comfy_table::{ContentArrangement, Table, presets};
use dixit::store::{DatasetError, Rows};
use oxrdf::Term;

/// Draws rows as a table, folded to `width` columns where one is given.
///
/// Literals stand as their words, IRIs as they are; what is unbound is empty.
pub(super) fn table(rows: Rows<'_>, width: Option<u16>) -> Result<String, DatasetError> {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_header(rows.variables());
    if let Some(width) = width {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width);
    }
    let mut count = 0;
    for row in rows {
        let row = row?;
        table.add_row(
            row.iter()
                .map(|term| term.as_ref().map_or(String::new(), words)),
        );
        count += 1;
    }
    let rows = if count == 1 { "row" } else { "rows" };
    Ok(format!("{table}\n{count} {rows}\n"))
}

/// Control characters could move a terminal's cursor.
fn words(term: &Term) -> String {
    let text = match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    };
    text.replace(|c: char| c.is_control(), " ")
}
