//! Several that write at once, and another program that changes a file meanwhile.

use std::process::{Child, Stdio};

use super::writers::{self, Writer};
use super::{ended, shim, spread};

/// The exit code of a run that found the place taken.
const TAKEN: i32 = 2;

fn start(writer: &Writer, room: &std::path::Path) -> Child {
    writer.command(room).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn of_two_at_once_neither_disturbs_the_other() {
    for (writer, undisturbed) in writers::all() {
        for _ in 0..writer.times(2) {
            let room = writer.room();
            let both = [start(writer, room.0.path()), start(writer, room.0.path())];
            let codes = both.map(|child| ended(writer.name, &child.wait_with_output().unwrap()));
            for (code, said) in &codes {
                let code = code.unwrap();
                assert!(undisturbed.codes.contains(&code) || code == TAKEN, "{}: {code}: {said}", writer.name);
            }
            let one_is_done = codes.iter().any(|(code, _)| code.is_some_and(|code| undisturbed.codes.contains(&code)));
            assert!(one_is_done, "{}: {codes:?}", writer.name);
            let found = room.files();
            assert!(undisturbed.after.contains(&found), "{}: {:?}", writer.name, found.keys());
        }
    }
}

/// What each of several commands writes into one corpus is there afterwards.
#[test]
fn several_commands_at_once_are_all_in_the_data() {
    let named = |name: &str| &writers::all().iter().find(|(writer, _)| writer.name == name).unwrap().0;
    let writers = ["record", "source add", "import", "new"].map(named);
    for _ in 0..writers[0].times(2) {
        let room = writers[0].room();
        let runs = writers.map(|writer| (writer, start(writer, room.0.path())));
        for (writer, child) in runs {
            let (code, said) = ended(writer.name, &child.wait_with_output().unwrap());
            // a skeleton has open fields: whoever comes after it finds the data invalid, and says so
            assert!([Some(0), Some(1), Some(3)].contains(&code), "{}: {code:?}: {said}", writer.name);
            if code == Some(3) {
                assert!(said.contains("e-evidence"), "{}: {said}", writer.name);
            }
        }
        std::fs::remove_file(room.at("data/instruments/e-evidence.json")).unwrap();
        for writer in writers {
            let (code, said) = ended(writer.name, &writer.command(room.0.path()).output().unwrap());
            assert!([Some(0), Some(1)].contains(&code) || writer.name == "import", "{}: {said}", writer.name);
            std::fs::remove_file(room.at("data/instruments/e-evidence.json")).ok();
        }
        let found = room.files();
        for (path, text) in [
            ("data/member-states/DK.json", "2003-04-22"),
            ("data/seeds/chart-2024.json", "CETS No. 185"),
            ("data/member-states/AT.json", "INFR(2013)0204"),
        ] {
            let bytes = found.get(path).unwrap_or_else(|| panic!("no {path}"));
            assert!(String::from_utf8_lossy(bytes).contains(text), "{path} without {text}");
        }
        assert!(found.keys().all(|path| !path.contains(".acquis-")), "{:?}", found.keys());
    }
}

/// Somebody saves a file in an editor while a run stands between reading and writing.
#[test]
fn an_edit_by_another_program_is_not_lost() {
    const EDITED: &[u8] = b"{\"edited\": \"by another program\"}\n";
    for (writer, undisturbed) in writers::all().iter().filter(|(writer, _)| !writer.target.is_empty()) {
        for (call, _) in spread(undisturbed.calls, writer.times(4).min(undisturbed.calls)) {
            let (room, beside) = (writer.room(), tempfile::tempdir().unwrap());
            let (edited, target) = (beside.path().join("edited"), room.at(writer.target));
            std::fs::write(&edited, EDITED).unwrap();
            let mut command = writer.command(room.0.path());
            shim::swapping(&mut command, call, &edited, &target);
            let (code, said) = ended(writer.name, &command.output().unwrap());
            let what = format!("{}, call {call}", writer.name);
            // what the other program wrote is no data
            let codes = if writer.name == "validate --fix" { [0, 2, 3] } else { [0, 1, 2] };
            assert!(code.is_some_and(|code| codes.contains(&code)), "{what}: {code:?}: {said}");
            let found = room.files();
            let (now, new) = (&found[writer.target], &undisturbed.after[0][writer.target]);
            assert!(now == EDITED || now == new, "{what}: neither the edit nor the new file");
            if call == 1 && writer.respects_edits {
                assert!(now == EDITED && code == Some(2), "{what}: {code:?}: {said}");
                assert!(said.contains("meanwhile") || said.contains("was changed while"), "{what}: {said}");
            }
            assert!(found.keys().all(|path| !path.contains(".acquis-")), "{what}: {:?}", found.keys());
        }
    }
}
