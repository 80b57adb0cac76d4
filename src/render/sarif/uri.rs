//! Paths as URI references (RFC 3986): every byte but unreserved characters and `/` is %-encoded, also where a name is no
//! UTF-8.

use std::path::{Component, Path};

/// A relative path with `/`.
pub(super) fn of_path(path: &str) -> String {
    encoded(path.as_bytes())
}

/// A directory as it was named, with `/` at its end, and whether it is absolute: then a `file:` URI.
pub(super) fn of_directory(directory: &Path) -> (String, bool) {
    let mut parts: Vec<String> = Vec::new();
    for part in directory.components() {
        match part {
            Component::Normal(name) => parts.push(encoded(name.as_encoded_bytes())),
            Component::ParentDir => parts.push("..".to_owned()),
            Component::Prefix(drive) => parts.push(encoded(drive.as_os_str().as_encoded_bytes())),
            Component::RootDir | Component::CurDir => {}
        }
    }
    let path = parts.iter().map(|part| format!("{part}/")).collect::<String>();
    if directory.is_absolute() { (format!("file:///{path}"), true) } else { (path, false) }
}

fn encoded(bytes: &[u8]) -> String {
    let mut safe = String::with_capacity(bytes.len());
    for &byte in bytes {
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
    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_utf_8_keeps_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"l\xFFw/\xC3");
        assert_eq!(of_directory(Path::new(name)), ("l%FFw/%C3/".to_owned(), false));
    }
}
