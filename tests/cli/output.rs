//! `-o FILE`: all of it or nothing.

use std::fs;

use crate::support::{own_corpus, printed, refused, run};

fn files(directory: &tempfile::TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_ending_decides_the_format_unless_one_is_given() {
    let directory = tempfile::tempdir().unwrap();
    let gaps = ["gaps", "AT", "--as-of", "2011-11-25"];
    for (name, format) in [("a.json", "json"), ("a.CSV", "csv"), ("a.md", "md"), ("a.txt", "table"), ("a", "table")] {
        let file = directory.path().join(name);
        let ran = run(&[&gaps[..], &["-o", file.to_str().unwrap()]].concat());
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
        // A spreadsheet knows UTF-8 by the byte order mark; a pipe wants none.
        let mark = if format == "csv" { "\u{FEFF}" } else { "" };
        let printed = printed(&[&gaps[..], &["--format", format]].concat());
        assert_eq!(fs::read_to_string(file).unwrap(), format!("{mark}{printed}"), "{name}");
    }
    let file = directory.path().join("b.out");
    printed(&[&gaps[..], &["-o", file.to_str().unwrap(), "--format", "json"]].concat());
    assert!(fs::read_to_string(file).unwrap().starts_with('{'));
    let message = refused(2, &[&gaps[..], &["-o", "x.odt"]].concat());
    assert!(message.contains("names no format") && message.contains(".json"), "{message}");
    assert_eq!(files(&directory), ["a", "a.CSV", "a.json", "a.md", "a.txt", "b.out"], "nothing is left over");
}

#[test]
fn a_format_and_an_ending_that_disagree_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("x.csv");
    let message = refused(2, &["gaps", "AT", "--format", "json", "-o", file.to_str().unwrap()]);
    let expected = format!("--format json disagrees with the ending of {}, which says csv", file.display());
    assert!(message.contains(&expected) && message.contains("leave out --format"), "{message}");
    assert_eq!(files(&directory), Vec::<String>::new());
}

#[test]
fn a_dash_is_stdout() {
    assert_eq!(printed(&["list", "states", "-o", "-"]), printed(&["list", "states"]));
}

#[test]
fn findings_are_written_whatever_the_exit_code() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("el.json");
    let arguments = ["gaps", "EL", "--as-of", "2011-11-25", "--fail-on", "overdue", "-o", file.to_str().unwrap()];
    assert_eq!(run(&arguments).code, 1);
    assert!(fs::read_to_string(file).unwrap().contains("\"overdue\""));
}

#[test]
fn what_was_there_is_replaced_whole_and_stays_when_nothing_is_evaluated() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("out.json");
    fs::write(&file, "before").unwrap();
    refused(2, &["gaps", "Nowhere", "-o", file.to_str().unwrap()]);
    refused(3, &["gaps", "AT", "--data", "/nonexistent", "-o", file.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "before");
    printed(&["gaps", "AT", "-o", file.to_str().unwrap()]);
    assert!(fs::read_to_string(&file).unwrap().starts_with("{\n"));
    assert_eq!(files(&directory), ["out.json"]);
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_nothing_is_left() {
    let directory = tempfile::tempdir().unwrap();
    let inside = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    fs::write(inside("file"), "").unwrap();
    for (target, why) in [
        (inside("no/such/place.json"), "no such file or directory"),
        (directory.path().to_str().unwrap().to_owned(), "it is a directory"),
        (inside("file/below.json"), "not a directory"),
    ] {
        let message = refused(2, &["gaps", "AT", "--format", "json", "-o", &target]);
        assert!(message.contains("cannot write") && message.contains(why), "{message}");
    }
    assert_eq!(files(&directory), ["file"]);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = tempfile::tempdir().unwrap();
    let (file, link) = (directory.path().join("real.md"), directory.path().join("link.md"));
    fs::write(&file, "before").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    printed(&["gaps", "AT", "-o", link.to_str().unwrap()]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().starts_with("# Austria"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let message = refused(2, &["compare", "--format", "json", "-o", "/dev/full"]);
    assert_eq!(message, "error: cannot write /dev/full: the disk is full\n");
    let kind = std::os::unix::fs::FileTypeExt::is_char_device(&fs::metadata("/dev/full").unwrap().file_type());
    assert!(kind, "the device is still there");
}

/// Whatever a run reads is safe from its result, by whatever name: data, tables, settings, baseline, waivers, reports.
#[test]
fn nothing_that_is_read_is_written_over() {
    let corpus = own_corpus();
    let at = |path: &str| corpus.path().join(path);
    let (data, outside) = (corpus.path().to_str().unwrap(), tempfile::tempdir().unwrap());
    let spelt = |name: &str| outside.path().join(name).to_str().unwrap().to_owned();
    fs::hard_link(at("seeds/iss-report-2011.json"), spelt("hard.json")).unwrap();
    fs::write(spelt("settings.md"), "strict = false\n").unwrap();
    fs::write(spelt("waivers.json"), r#"{"waivers": []}"#).unwrap();
    let report = printed(&["compare", "--as-of", "2011-11-25", "--format", "json", "--instrument", "budapest"]);
    fs::write(spelt("old.json"), &report).unwrap();
    fs::write(spelt("new.json"), &report).unwrap();
    let state = format!("{data}/member-states/AT.json");
    let dotted = format!("{data}/./seeds/../member-states/AT.json");
    let table = format!("{data}/rules/verdict.json");
    let cases = format!("{data}/rules/cases/of-my-own.json");
    let (dated, new_case) = (format!("{data}/cases/bonds.json"), format!("{data}/cases/x.json"));
    let alone = format!("{data}/cases");
    let report_in_data = format!("{data}/instruments/report.JSON");
    let (hard, settings, waivers, old, new) =
        (spelt("hard.json"), spelt("settings.md"), spelt("waivers.json"), spelt("old.json"), spelt("new.json"));
    let mut tries: Vec<(Vec<&str>, &str)> = vec![
        (vec!["check", "--data", data], &state),
        (vec!["gaps", "AT", "--data", data], &dotted),
        (vec!["compare", "--data", data], &hard),
        (vec!["compare", "--data", data], &report_in_data),
        (vec!["config", "--data", data], &state),
        (vec!["validate", data], &state),
        (vec!["validate", data, "--fix"], &state),
        (vec!["check", "--rules", data], &table),
        (vec!["check", "--rules", data], &cases),
        (vec!["rules", "test", data], &table),
        (vec!["test", data], &dated),
        (vec!["test", &alone], &new_case),
        (vec!["test", "--data", data], &new_case),
        (vec!["check", "--data", data], &dated),
        (vec!["gaps", "AT", "--data", data], &new_case),
        (vec!["validate", data], &new_case),
        (vec!["rules", "test", "--data", data], &dated),
        (vec!["diff", "--from", "2011-01-01", "--data", data], &dated),
        (vec!["check", "--config", &settings], &settings),
        (vec!["check", "--waivers", &waivers], &waivers),
        (vec!["check", "--baseline", &old], &old),
        (vec!["diff", &old, &new], &old),
        (vec!["diff", &old, &new], &new),
        (vec!["diff", "--against", data, "--data", data], &state),
    ];
    #[cfg(unix)]
    let links = [spelt("link.json"), format!("{}/folder/AT.json", outside.path().display())];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&state, &links[0]).unwrap();
        std::os::unix::fs::symlink(at("member-states"), spelt("folder")).unwrap();
        tries.extend(links.iter().map(|link| (vec!["check", "--data", data], link.as_str())));
    }
    for (arguments, target) in tries {
        let before = fs::read(target).ok();
        let format: &[&str] = if target.ends_with(".md") { &[] } else { &["--format", "json"] };
        let message = refused(2, &[&arguments[..], format, &["-o", target]].concat());
        assert!(message.starts_with("error: the result would be written "), "{arguments:?}: {message}");
        assert_eq!(fs::read(target).ok(), before, "{arguments:?}");
    }
    for folder in ["seeds", "cases"] {
        let baseline = format!("{data}/{folder}/baseline.json");
        let message = refused(2, &["check", "--data", data, "--update-baseline", "--baseline", &baseline]);
        assert!(message.contains("the baseline would be written among the data"), "{message}");
    }
    let beside = format!("{data}/report.json");
    for _ in 0..2 {
        printed(&["gaps", "AT", "--data", data, "-o", &beside]);
    }
}
