//! Numbers that identify a person are shown so that the sender recognises
//! them and nobody can use them.

/// The number with its middle hidden: `017085001234` → `017******234`.
pub fn masked(number: &str) -> String {
    let letters: Vec<char> = number.trim().chars().collect();
    let shown = match letters.len() {
        0..=3 => 0,
        4..=8 => 1,
        _ => 3,
    };
    let hidden = letters.len().saturating_sub(2 * shown);
    let head = letters.iter().take(shown);
    let tail = letters.iter().skip(shown + hidden);
    head.copied().chain(std::iter::repeat_n('*', hidden)).chain(tail.copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn only_both_ends_are_shown() {
        assert_eq!(masked("017085001234"), "017******234");
        assert_eq!(masked("113456789"), "113***789");
        assert_eq!(masked("46674505"), "4******5");
        assert_eq!(masked("123"), "***");
        assert_eq!(masked(""), "");
    }
}
