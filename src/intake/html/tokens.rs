//! HTML → tags and text, forgiving as browsers are.

use super::entities::unescape;

/// A piece of a page.
#[derive(Debug, PartialEq)]
pub enum Token<'t> {
    /// Name in lower case.
    Open(Tag<'t>),
    Close(String),
    /// References not yet replaced.
    Text(&'t str),
    /// The content of a `style` element.
    Style(&'t str),
}

/// An opening tag.
#[derive(Debug, PartialEq)]
pub struct Tag<'t> {
    pub name: String,
    attributes: &'t str,
}

impl Tag<'_> {
    /// An attribute's value, references replaced; empty for one without a value.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "/=".contains(c));
            if rest.is_empty() {
                return None;
            }
            let end =
                rest.find(|c: char| c.is_whitespace() || "/=".contains(c)).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            let (value, after) = value(after);
            if key.eq_ignore_ascii_case(name) {
                return Some(unescape(value));
            }
            rest = after;
        }
    }

    /// A number in an attribute, such as `colspan="3"`.
    pub fn number(&self, name: &str) -> Option<u32> {
        let value = self.attribute(name)?;
        let digits = value.trim();
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().ok()
    }
}

fn step(text: &str) -> &str {
    let mut rest = text.chars();
    rest.next();
    rest.as_str()
}

/// The value after an attribute's name, quoted or not, and what follows it.
fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.trim_start().strip_prefix('=') else {
        return ("", text);
    };
    let text = text.trim_start();
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Splits a page into tokens; scripts and comments are left out.
pub struct Tokens<'t> {
    rest: &'t str,
    /// Inside this element everything is text up to its end tag.
    raw: Option<&'static str>,
}

impl<'t> Tokens<'t> {
    pub fn new(page: &'t str) -> Self {
        Tokens { rest: page, raw: None }
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// The content of a raw element, up to its end tag.
    fn raw_text(&mut self, name: &'static str) -> Option<Token<'t>> {
        let end = find_end_tag(self.rest, name).unwrap_or(self.rest.len());
        let text = self.take(end);
        self.raw = None;
        (name == "style").then_some(Token::Style(text))
    }

    /// A comment, a declaration or a processing instruction: skipped.
    fn skip_declaration(&mut self) {
        let comment = self.rest.starts_with("<!--");
        let (start, end) = if comment { (4, "-->") } else { (1, ">") };
        let length =
            self.rest[start..].find(end).map_or(self.rest.len(), |at| start + at + end.len());
        self.take(length);
    }

    fn tag(&mut self) -> Option<Token<'t>> {
        let inside = self.rest.get(1..)?;
        let closing = inside.starts_with('/');
        let named = if closing { inside.get(1..)? } else { inside };
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let tag = self.take(1 + tag_length(inside));
        let content = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
        let end = content.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(content.len());
        let name = content[..end].to_ascii_lowercase();
        if closing {
            return Some(Token::Close(name));
        }
        self.raw = ["script", "style", "title", "xml"].into_iter().find(|raw| *raw == name);
        Some(Token::Open(Tag { name, attributes: &content[end..] }))
    }
}

/// The length of a tag after its `<`, its `>` included. A `>` inside quotes does not end it.
fn tag_length(inside: &str) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in inside.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '>' => return at + 1,
            // A tag that was never closed ends where the next one starts.
            None if c == '<' => return at,
            None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            None => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    // A quote that was never closed must not swallow the page.
    inside.find('>').map_or(inside.len(), |at| at + 1)
}

fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let start = from + at;
        let tail = text.as_bytes().get(start + 2..start + 2 + name.len())?;
        if tail.eq_ignore_ascii_case(name.as_bytes()) {
            return Some(start);
        }
        from = start + 2;
    }
    None
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            if let Some(name) = self.raw {
                match self.raw_text(name) {
                    Some(style) => return Some(style),
                    None => continue,
                }
            }
            if self.rest.is_empty() {
                return None;
            }
            if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
                self.skip_declaration();
                continue;
            }
            if self.rest.starts_with('<')
                && let Some(tag) = self.tag()
            {
                return Some(tag);
            }
            // Text, or a lone `<` that starts no tag.
            let length =
                step(self.rest).find('<').map(|at| at + self.rest.len() - step(self.rest).len());
            let length = length.unwrap_or(self.rest.len());
            return Some(Token::Text(self.take(length)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<String> {
        Tokens::new(page)
            .filter_map(|token| match token {
                Token::Open(tag) => Some(format!("<{}", tag.name)),
                Token::Close(name) => Some(format!("/{name}")),
                Token::Text(text) => Some(text.to_owned()),
                Token::Style(_) => None,
            })
            .collect()
    }

    #[test]
    fn pages_fall_into_tags_and_text() {
        let page =
            "<!DOCTYPE html><!-- a<b> --><TABLE><tr><td>x</TD></table><script>'<td>'</script>";
        assert_eq!(
            texts(page),
            ["<table", "<tr", "<td", "x", "/td", "/table", "<script", "/script"]
        );
    }

    #[test]
    fn broken_tags_do_not_swallow_the_page() {
        assert_eq!(texts("a < b <td <td>x"), ["a ", "< b ", "<td", "<td", "x"]);
        assert_eq!(texts("<td title='>'>x</td"), ["<td", "x", "/td"]);
        assert_eq!(texts("<td class=\"a>x</td>y"), ["<td", "x", "/td", "y"]);
        assert_eq!(texts("<!-- never closed"), Vec::<String>::new());
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let mut page = Tokens::new("<td ColSpan=3 rowspan='2' = style=\"a:b\" nowrap/>");
        let Some(Token::Open(tag)) = page.next() else { panic!("no tag") };
        assert_eq!((tag.number("colspan"), tag.number("rowspan")), (Some(3), Some(2)));
        assert_eq!(tag.attribute("style").as_deref(), Some("a:b"));
        assert_eq!(tag.attribute("nowrap").as_deref(), Some(""));
        assert_eq!(tag.attribute("width"), None);
    }
}
