//! No crate that comes in needs a later Rust than the one that is promised, on any platform and with any feature.

use std::io::Write;
use std::process::Command;

use serde_json::Value;

use crate::support::package;

/// A version of Rust, `1.89` or `1.89.0`, to be compared.
fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

/// What needs a later Rust than `promised`, and how many packages say nothing.
fn later(packages: &[Value], promised: &str) -> (Vec<String>, usize) {
    let (mut later, mut silent) = (Vec::new(), 0);
    for package in packages {
        match package["rust_version"].as_str() {
            None => silent += 1,
            Some(needed) if version(needed) > version(promised) => {
                later.push(format!("{} {} needs {needed}", package["name"], package["version"]));
            }
            Some(_) => {}
        }
    }
    (later, silent)
}

#[test]
fn a_crate_that_needs_a_later_rust_is_named() {
    let packages = serde_json::json!([
        {"name": "a", "version": "1.0.0", "rust_version": "1.90"},
        {"name": "b", "version": "1.0.0", "rust_version": "1.89.0"},
        {"name": "c", "version": "1.0.0", "rust_version": "1.9"},
        {"name": "d", "version": "1.0.0", "rust_version": null},
    ]);
    let found = later(packages.as_array().unwrap(), "1.89");
    assert_eq!(found, (vec!["\"a\" \"1.0.0\" needs 1.90".to_owned()], 1));
}

#[test]
#[ignore = "cargo fetches the crates of all platforms: .ci/run msrv"]
fn no_crate_needs_a_later_rust() {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    command.args(["metadata", "--format-version", "1", "--locked", "--all-features"]).current_dir(package());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let (later, silent) = later(packages, env!("CARGO_PKG_RUST_VERSION"));
    assert!(packages.len() > 200, "{} packages", packages.len());
    assert!(later.is_empty(), "{}", later.join("\n"));
    let said = format!("{} packages, of which {silent} say no version of Rust\n", packages.len());
    std::io::stderr().write_all(said.as_bytes()).unwrap();
}
