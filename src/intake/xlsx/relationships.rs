//! Which part of the package another part refers to (ECMA-376 part 2, 9.3).

use quick_xml::events::Event;

use super::super::unread::Unread;
use super::super::xml::{Xml, attributes};

/// One reference of a part to another.
#[derive(Clone, Debug, Default)]
pub struct Relationship {
    pub id: String,
    /// The last part of the type's address: `worksheet`, `styles`. It is the
    /// same in the transitional and the strict form of the standard.
    pub kind: String,
    /// The path of the target inside the package.
    pub target: String,
}

/// The relationships of the part at `base`, external ones left out: nothing outside the file is ever looked at.
pub fn read(mut xml: Xml, base: &str) -> Result<Vec<Relationship>, Unread> {
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                let mut relationship = Relationship::default();
                let mut external = false;
                for (key, value) in attributes(&e) {
                    match key {
                        "Id" => relationship.id = value.into_owned(),
                        "Type" => {
                            relationship.kind = value.rsplit('/').next().unwrap_or("").to_owned();
                        }
                        "Target" => relationship.target = resolve(base, &value),
                        "TargetMode" => external = value.eq_ignore_ascii_case("External"),
                        _ => {}
                    }
                }
                if !external {
                    found.push(relationship);
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The path of the relationships of the part at `path`.
pub fn path_for(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    format!("{folder}/_rels/{name}.rels")
}

/// A target as seen from the folder of the part at `base`.
fn resolve(base: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut folders: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => base.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(folders.pop()),
            _ => folders.push(step),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_the_part_that_names_them() {
        assert_eq!(resolve("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/workbook.xml", "..\\sheet.xml"), "sheet.xml");
        assert_eq!(resolve("workbook.xml", "../../sheet.xml"), "sheet.xml");
    }

    #[test]
    fn relationships_live_beside_their_part() {
        assert_eq!(path_for("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(path_for("workbook.xml"), "/_rels/workbook.xml.rels");
    }
}
