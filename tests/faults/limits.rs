//! No threads, and no memory.

use super::writers::{self, Room, Undisturbed, Writer};
use super::{ended, shell, shim, skipped, started_by, without_rights};

/// All is as after an undisturbed run. Only of a workbook each sheet is written by a thread of its own.
fn is_as_ever(writer: &Writer, undisturbed: &Undisturbed, room: &Room, (code, said): (Option<i32>, String)) {
    if writer.words.contains(&"all.xlsx") {
        assert!(code == Some(2) && said.contains("cannot write all.xlsx: a workbook needs "), "{code:?}: {said}");
        assert!(room.files() == writer.before(), "{said}");
        return;
    }
    assert!(undisturbed.codes.contains(&code.unwrap()), "{}: {said}", writer.name);
    assert!(room.files() == undisturbed.after[0], "{}: {said}", writer.name);
}

#[test]
fn without_threads_everything_is_written_all_the_same() {
    for (writer, undisturbed) in writers::most() {
        let room = writer.room();
        let mut command = writer.command(room.0.path());
        command.args(["--jobs", "4"]);
        shim::without_threads(&mut command);
        let (code, said) = ended(writer.name, &command.output().unwrap());
        is_as_ever(writer, undisturbed, &room, (code, said));
    }
}

/// The limit of the system, which does not bind the superuser.
#[test]
fn under_a_limit_of_processes_everything_is_written_all_the_same() {
    for (writer, undisturbed) in writers::most().skip(1).step_by(4) {
        let room = writer.room();
        let Some(outer) = without_rights(room.0.path(), "ulimit -u 1") else {
            return skipped(
                "a limit of processes",
                "it does not bind the superuser, and nobody else may run the program",
            );
        };
        let mut plain = writer.command(room.0.path());
        plain.args(["--jobs", "4"]);
        let ran = started_by(outer, &plain, room.0.path()).output().unwrap();
        let (code, said) = ended(writer.name, &ran);
        is_as_ever(writer, undisturbed, &room, (code, said));
    }
}

/// Kilobytes of address space: too few for anything, for some commands, and enough.
const MEMORY: [u32; 3] = [30_000, 60_000, 4_000_000];

#[test]
fn without_memory_the_files_are_the_old_or_the_new_ones() {
    for (writer, undisturbed) in writers::most() {
        let mut failed = 0;
        for kilobytes in MEMORY {
            let (room, what) = (writer.room(), format!("{kilobytes} KB of memory"));
            let mut plain = writer.command(room.0.path());
            plain.args(["--jobs", "1"]);
            let mut command = started_by(shell(&format!("ulimit -v {kilobytes}")), &plain, room.0.path());
            let ran = command.output().unwrap();
            let (code, said) = (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned());
            // a run that gets no memory is ended by the runtime or, where a crate asks for it without a check, by a panic (101);
            // one that cannot even start by the loader (127) or the shell
            let is_known = code.is_none_or(|code| undisturbed.codes.contains(&code) || [101, 127].contains(&code));
            assert!(is_known, "{}, {what}: {code:?}: {said}", writer.name);
            failed += u32::from(!code.is_some_and(|code| undisturbed.codes.contains(&code)));
            writer.is_old_or_new(&room.files(), undisturbed, &what);
            writer.is_completed_by_the_next(&room, undisturbed, &what);
        }
        assert!(failed > 0, "{}: memory was never short", writer.name);
    }
}
