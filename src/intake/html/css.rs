//! The little of CSS that carries meaning in a table: fonts, bold, struck out, hidden.

use std::collections::HashMap;
use std::sync::Arc;

use super::tokens::Tag;

/// How text looks; what is not said is inherited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub font: Option<Arc<str>>,
    pub bold: Option<bool>,
    pub strikeout: Option<bool>,
    pub hidden: bool,
}

impl Look {
    /// This look where it says something, else the other.
    pub fn over(self, inherited: &Look) -> Look {
        Look {
            font: self.font.or_else(|| inherited.font.clone()),
            bold: self.bold.or(inherited.bold),
            strikeout: self.strikeout.or(inherited.strikeout),
            hidden: self.hidden,
        }
    }

    /// Takes `font-weight:700; text-decoration:line-through …`.
    fn take_declarations(&mut self, declarations: &str) {
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match property.trim().to_ascii_lowercase().as_str() {
                "font-family" => self.font = first_font(value),
                "font-weight" => self.bold = Some(is_bold(value)),
                "text-decoration" | "text-decoration-line" | "text-line-through" => {
                    self.strikeout = Some(value.contains("line-through") || value == "single");
                }
                "display" => self.hidden = value.eq_ignore_ascii_case("none"),
                _ => {}
            }
        }
    }
}

fn is_bold(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value.starts_with("bold") || value.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

fn first_font(value: &str) -> Option<Arc<str>> {
    let first = value.split(',').next()?.trim().trim_matches(['"', '\'']).trim();
    (!first.is_empty() && first.len() <= 255).then(|| first.into())
}

/// More classes than any program writes; the rest is left out.
const MOST_RULES: usize = 20_000;

/// The looks that a page's style sheets give to classes and elements.
#[derive(Default)]
pub struct StyleSheet {
    /// By `.class` or `element`, in lower case.
    rules: HashMap<String, Look>,
}

impl StyleSheet {
    /// Takes the rules of a style sheet. Only plain selectors count: `.xl65`, `td.xl65`, `td`.
    pub fn take(&mut self, css: &str) {
        for rule in css.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else {
                continue;
            };
            let selectors = selectors.rsplit("*/").next().unwrap_or(selectors);
            for selector in selectors.trim_start_matches("<!--").split(',') {
                let selector = selector.trim();
                let name = selector.find('.').map_or(selector, |at| &selector[at..]);
                let plain = !name.is_empty()
                    && !name.contains(|c: char| c.is_whitespace() || ":>#".contains(c));
                if plain && self.rules.len() < MOST_RULES {
                    let look = self.rules.entry(name.to_ascii_lowercase()).or_default();
                    look.take_declarations(declarations);
                }
            }
        }
    }

    /// The look of an element by its name, classes, attributes and style.
    pub fn look(&self, tag: &Tag) -> Look {
        let mut look = Look::default();
        match tag.name.as_str() {
            "b" | "strong" | "th" => look.bold = Some(true),
            "s" | "strike" | "del" => look.strikeout = Some(true),
            "font" => look.font = tag.attribute("face").and_then(|face| first_font(&face)),
            _ => {}
        }
        if let Some(rule) = self.rules.get(&tag.name) {
            look = rule.clone().over(&look);
        }
        for class in tag.attribute("class").unwrap_or_default().split_whitespace() {
            if let Some(rule) = self.rules.get(&format!(".{}", class.to_ascii_lowercase())) {
                look = rule.clone().over(&look);
            }
        }
        if let Some(style) = tag.attribute("style") {
            look.take_declarations(&style);
        }
        look
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{Token, Tokens};
    use super::*;

    fn look(css: &str, tag: &str) -> Look {
        let mut sheet = StyleSheet::default();
        sheet.take(css);
        match Tokens::new(tag).next() {
            Some(Token::Open(tag)) => sheet.look(&tag),
            _ => panic!("no tag"),
        }
    }

    #[test]
    fn looks_come_from_classes_elements_and_styles() {
        let css = "<!-- /* x */ td {font-family:Arial} .XL65, .other {mso-style-parent:style0;\n\
                   font-weight:700; font-family:\".VnTime\", sans-serif; text-decoration:line-through}";
        let found = look(css, "<td class='xl1 xl65'>");
        assert_eq!(found.font.as_deref(), Some(".VnTime"));
        assert_eq!((found.bold, found.strikeout), (Some(true), Some(true)));
        assert_eq!(look(css, "<td style='font-weight:400'>").font.as_deref(), Some("Arial"));
        assert!(look("", "<tr style='height:0;display:none'>").hidden);
        assert_eq!(look("", "<font face='.VnTimeH'>").font.as_deref(), Some(".VnTimeH"));
    }
}
