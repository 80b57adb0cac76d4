//! Imports that end before their time, two at once, and places that cannot be written: the data are as before or as after.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::registers::{ACTS, with_states};
use super::{Office, REGISTER, counts, csv, list, names_in};
use crate::support::assert_valid;

/// Some thousand rows under acts that are made.
fn rows() -> String {
    let mut text = format!("{REGISTER}\n");
    for number in 1..=1_000 {
        let (act, state) = (number % ACTS + 1, ["AT", "BE", "DE", "DK"][number % 4]);
        for (stage, day) in [("LFN258", "2013-05-29"), ("C", "2014-05-29")] {
            text +=
                &format!("INFR(2013){number:04},{state},HOME,noncommunication,,32011L{act:04},{stage},x,{day},0,0\n");
        }
    }
    text
}

fn is_changing(root: &Path) -> bool {
    names_in(root).iter().any(|name| name.starts_with(".acquis-change"))
}

#[test]
fn killed_at_any_moment_the_data_are_as_before_or_as_after() {
    let office = with_states(Office::small());
    office.put("rows.csv", rows());
    let (before, old) = (office.files(), office.digest());
    let start = Instant::now();
    office.import("infringements", &["rows.csv"], &["--create-instruments"]);
    let (whole, after, new) = (start.elapsed(), office.law_and_data(), office.digest());
    let restore = || {
        for name in names_in(office.data.path()) {
            fs::remove_dir_all(office.data.path().join(name)).unwrap();
        }
        for (path, bytes) in &before {
            let path = office.data.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    };
    let arguments = ["import", "infringements", "rows.csv", "--into", office.data(), "--create-instruments"];
    let instruments = office.data.path().join("instruments");
    restore();
    // drafts have other names
    let acts = || names_in(&instruments).iter().filter(|name| name.starts_with("32011l")).count();
    let (mut seen, mut in_writing) = (Vec::new(), 0);
    for turn in 0..10u32 {
        restore();
        let mut child = office.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut wait_for = |is_reached: &dyn Fn() -> bool| {
            while !is_reached() && child.try_wait().unwrap().is_none() {
                std::hint::spin_loop();
            }
        };
        match turn {
            0..=3 => sleep(whole * turn / 4),
            // while files are staged
            4..=6 => {
                wait_for(&|| is_changing(office.data.path()));
                sleep(Duration::from_millis(u64::from(turn - 4) * 5));
            }
            // while they are moved: the first is in its place
            _ => wait_for(&|| acts() > 0),
        }
        child.kill().unwrap();
        child.wait().unwrap();
        in_writing += usize::from(is_changing(office.data.path()));
        let found = office.digest();
        assert!([&old, &new].contains(&&found), "turn {turn}: neither the old nor the new data");
        // the next run completes what was decided, and leaves no trace of what was not
        office.import("infringements", &["rows.csv"], &["--create-instruments"]);
        assert!(office.law_and_data() == after && !is_changing(office.data.path()), "turn {turn}");
        seen.push(found == new);
    }
    assert!(seen.contains(&false), "no run was killed before it decided: {seen:?}");
    assert!(seen.contains(&true), "no run was killed after it decided: {seen:?}");
    assert!(in_writing > 0, "no run was killed while it wrote");
}

#[test]
fn two_at_once_are_both_in_the_data() {
    let office = with_states(Office::small());
    let part = |state: &str| {
        let rows: Vec<String> = (1..200)
            .map(|number| {
                format!(
                    "INFR(2013){number:04},{state},HOME,noncommunication,,32011L{number:04},LFN258,x,2013-05-29,0,0"
                )
            })
            .collect();
        csv(REGISTER, &rows.iter().map(String::as_str).collect::<Vec<&str>>())
    };
    office.put("one.csv", part("AT"));
    office.put("other.csv", part("BE"));
    let start = |name: &str| {
        let arguments = ["import", "infringements", name, "--into", office.data(), "--create-instruments"];
        office.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    for child in [start("one.csv"), start("other.csv")] {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    office.is_valid();
    for state in ["AT", "BE"] {
        for act in ["32011l0001", "32011l0199"] {
            assert_eq!(office.records(state, act), ["formal-notice 2013-05-29"], "{state} {act}");
        }
    }
    assert_eq!(office.json_of("imports/register.json")["files"].as_array().unwrap().len(), 2);
}

/// A corpus whose change is decided, with not a file moved yet.
fn decided(before: &Office, after: &Office) {
    for (path, bytes) in after.files() {
        if before.files().get(&path) != Some(&bytes) {
            let staged = before.data.path().join(".acquis-change").join(path);
            fs::create_dir_all(staged.parent().unwrap()).unwrap();
            fs::write(staged, bytes).unwrap();
        }
    }
}

#[test]
fn who_reads_sees_a_decided_change_and_who_writes_completes_it() {
    let rows = [
        "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
        "INFR(2014)2001,DK,ENV,badapplication,,,LFN258,x,2014-06-29,0,1",
    ];
    let (office, after) = (Office::small(), Office::small());
    after.import_text("infringements", REGISTER, &rows, &["--create-instruments"]);
    decided(&office, &after);
    let asked: [&[&str]; 8] = [
        &["list", "records"],
        &["list", "instruments"],
        &["list", "sources"],
        &["gaps", "AT", "--all", "--as-of", "2015-01-01"],
        &["show", "32011l0036"],
        &["explain", "AT/32011l0036/transposition", "--as-of", "2015-01-01"],
        &["infringements", "--opened", "2014"],
        &["scoreboard", "--as-of", "2015-01-01"],
    ];
    for arguments in asked {
        let of = |office: &Office| {
            let ran = office.run(&[arguments, &["--data", office.data(), "--format", "json"]].concat());
            assert!([0, 1].contains(&ran.code), "{arguments:?}: {}", ran.stderr);
            ran.stdout
        };
        assert_eq!(of(&office), of(&after), "{arguments:?}");
    }
    assert_eq!(office.digest(), after.digest());
    let validated = |office: &Office| {
        office.run(&["validate", office.data(), "--format", "json"]).stdout.replace(office.data(), "")
    };
    assert_eq!(validated(&office), validated(&after));
    let against = office.run(&["diff", "--data", office.data(), "--against", after.data(), "--as-of", "2015-01-01"]);
    assert_eq!(against.code, 0, "{}{}", against.stdout, against.stderr);
    assert!(is_changing(office.data.path()), "who only reads moves nothing");
    let fact = ["record", "DK", "treaty", "signature", "2003-04-22", "confidence=read", "--source", "chart", "--into"];
    for office in [&office, &after] {
        let ran = office.run(&[&fact[..], &[office.data()]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    assert!(office.files() == after.files() && !is_changing(office.data.path()));
}

#[test]
fn putting_files_into_their_form_completes_a_decided_change_first() {
    let (office, after) = (Office::small(), Office::small());
    let row = "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0";
    after.import_text("infringements", REGISTER, &[row], &["--create-instruments"]);
    decided(&office, &after);
    let ran = office.run(&["validate", office.data(), "--fix"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(office.digest(), after.digest());
    office.import_text("infringements", REGISTER, &[row], &["--create-instruments"]);
    assert!(office.law_and_data() == after.law_and_data());
}

#[test]
fn what_cannot_be_written_leaves_all_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::small();
    let rows = [
        "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
        "INFR(2013)0204,DK,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
    ];
    office.put("rows.csv", csv(REGISTER, &rows));
    let before = office.files();
    let import = || office.try_import("infringements", &["rows.csv"], &["--create-instruments"]);
    let denmark = office.data.path().join("member-states/DK.json");
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&denmark, 0o444);
    let ran = import();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("DK.json is read-only"), "{}", ran.stderr);
    assert!(office.files() == before && !is_changing(office.data.path()));
    mode(&denmark, 0o644);
    let folder = office.data.path().join("member-states");
    mode(&folder, 0o555);
    let binds = fs::write(folder.join("probe"), "").is_err();
    // the superuser may write anywhere
    if binds {
        let ran = import();
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains("member-states") && office.files() == before, "{}", ran.stderr);
    } else {
        fs::remove_file(folder.join("probe")).unwrap();
    }
    mode(&folder, 0o755);
    // a folder stands where the file of the import is to be
    fs::create_dir_all(office.data.path().join("imports/register.json")).unwrap();
    let ran = import();
    assert!(ran.code == 2 && ran.stderr.contains("no regular file"), "{}", ran.stderr);
    assert!(office.files() == before);
    fs::remove_dir_all(office.data.path().join("imports")).unwrap();
    let report = office.import("infringements", &["rows.csv"], &["--create-instruments"]);
    assert_valid("import", &report);
    assert_eq!((counts(&report)[0], list(&report, "/changes/instruments")), (2, vec!["32011l0036"]));
}
