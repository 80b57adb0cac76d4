//! Paths as URI references (RFC 3986): everything but unreserved characters and `/` is %-encoded.

use std::path::{Component, Path};

/// A relative path with `/`.
pub(super) fn of_path(path: &str) -> String {
    encoded(path)
}

/// A directory as it was named, with `/` at its end, and whether it is absolute: then a `file:` URI.
pub(super) fn of_directory(directory: &Path) -> (String, bool) {
    let mut parts: Vec<String> = Vec::new();
    for part in directory.components() {
        match part {
            Component::Normal(name) => parts.push(encoded(&name.to_string_lossy())),
            Component::ParentDir => parts.push("..".to_owned()),
            Component::Prefix(drive) => parts.push(encoded(&drive.as_os_str().to_string_lossy())),
            Component::RootDir | Component::CurDir => {}
        }
    }
    let path = parts.iter().map(|part| format!("{part}/")).collect::<String>();
    match directory.is_absolute() {
        true => (format!("file:///{path}"), true),
        false => (path, false),
    }
}

fn encoded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => safe.push(char::from(byte)),
            _ => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(of_path("instruments/a b#ü%.json"), "instruments/a%20b%23%C3%BC%25.json");
        assert_eq!(of_directory(Path::new("./my data/2011")), ("my%20data/2011/".to_owned(), false));
        assert_eq!(of_directory(Path::new("../x")), ("../x/".to_owned(), false));
        assert_eq!(of_directory(Path::new(".")), (String::new(), false));
        assert_eq!(of_directory(Path::new("/srv/x y")), ("file:///srv/x%20y/".to_owned(), true));
    }
}
