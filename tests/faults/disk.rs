//! Disks that are full, or refuse: from any call on, at any call once, and really.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::shim::{self, Happens};
use super::writers::{self, Room, Undisturbed, Writer, lay};
use super::{ended, is_superuser, shell, skipped, spread, started_by, without_rights};

/// The exit code of a run whose files could not be written.
const NOT_WRITTEN: i32 = 2;

/// Nothing was changed, and that is what the run says.
fn is_refused(writer: &Writer, room: &Room, (code, said): (Option<i32>, String), what: &str) {
    assert_eq!(code, Some(NOT_WRITTEN), "{}, {what}: {said}", writer.name);
    assert!(said.contains("error: "), "{}, {what}: {said}", writer.name);
    assert!(room.files() == writer.before(), "{}, {what}: something was written", writer.name);
}

fn tried(writer: &Writer, undisturbed: &Undisturbed, call: u64, happens: Happens) {
    let (room, what) = (writer.room(), format!("{happens:?} at call {call} of {}", undisturbed.calls));
    let mut command = writer.command(room.0.path());
    shim::at(&mut command, call, happens);
    let (code, said) = ended(writer.name, &command.output().unwrap());
    let code = code.unwrap_or_else(|| panic!("{}, {what}: {said}", writer.name));
    let is_said = code == NOT_WRITTEN && (said.contains("cannot") || said.contains("could not"));
    // what only the next run has to do again, or not at all, fails none
    assert!(is_said || undisturbed.codes.contains(&code), "{}, {what}: {code}: {said}", writer.name);
    let found = room.files();
    writer.is_old_or_new(&found, undisturbed, &what);
    if happens == Happens::Full {
        let drafts: Vec<&String> = found.keys().filter(|path| path.ends_with(".draft")).collect();
        assert!(drafts.is_empty(), "{}, {what}: {drafts:?}", writer.name);
    }
    writer.is_completed_by_the_next(&room, undisturbed, &what);
}

#[test]
fn a_disk_that_is_full_from_any_call_on_leaves_old_or_new_files() {
    for (writer, undisturbed) in writers::all() {
        for (call, _) in spread(undisturbed.calls, writer.times(5).min(undisturbed.calls)) {
            tried(writer, undisturbed, call, Happens::Full);
        }
    }
}

#[test]
fn a_call_that_fails_leaves_old_or_new_files() {
    for (writer, undisturbed) in writers::all() {
        for (call, _) in spread(undisturbed.calls, writer.times(5).min(undisturbed.calls)) {
            tried(writer, undisturbed, call, Happens::Fails);
        }
    }
}

#[test]
fn where_nothing_can_be_changed_it_is_said() {
    for (writer, _) in writers::most() {
        let room = writer.room();
        let mut command = writer.command(room.0.path());
        shim::at(&mut command, 1, Happens::ReadOnly);
        is_refused(writer, &room, ended(writer.name, &command.output().unwrap()), "read-only");
    }
}

#[test]
fn no_file_may_grow() {
    for (writer, _) in writers::most() {
        let room = writer.room();
        let plain = writer.command(room.0.path());
        let mut command = started_by(shell("trap '' XFSZ; ulimit -f 0"), &plain, room.0.path());
        is_refused(writer, &room, ended(writer.name, &command.output().unwrap()), "no file may grow");
    }
}

/// The directories and files of somebody who may not write them.
#[test]
fn directories_that_are_read_only_are_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    fn lock(folder: &Path, mode: u32) {
        let set = |mode| fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        set(0o755);
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
            lock(&entry.path(), mode);
        }
        set(mode);
    }
    for (writer, _) in writers::most() {
        let room = writer.room();
        let Some(outer) = without_rights(room.0.path(), ":") else {
            return skipped(
                "read-only directories",
                "the superuser may write anywhere, and nobody else may run the program",
            );
        };
        lock(room.0.path(), 0o555);
        let ran = started_by(outer, &writer.command(room.0.path()), room.0.path()).output().unwrap();
        lock(room.0.path(), 0o755);
        is_refused(writer, &room, ended(writer.name, &ran), "read-only directories");
    }
}

/// A small disk in memory, as long as it lasts.
struct SmallDisk(Room);

impl SmallDisk {
    fn new() -> Option<SmallDisk> {
        let room = Room(tempfile::tempdir().unwrap());
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=16m", "acquis-test"]).arg(room.0.path());
        let is_mounted = is_superuser() && mount.output().is_ok_and(|output| output.status.success());
        is_mounted.then_some(SmallDisk(room))
    }

    /// Leaves so many bytes, about.
    fn fill(&self, left: u64) {
        let filler = self.0.at("filler");
        let mut file = fs::File::create(&filler).unwrap();
        while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(left)).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.0.path()).status();
    }
}

#[test]
fn a_disk_that_is_really_full_leaves_old_or_new_files() {
    for (writer, undisturbed) in writers::most() {
        for left in [0, 16_384] {
            let Some(disk) = SmallDisk::new() else {
                return skipped("a small disk", "only the superuser mounts one");
            };
            lay(disk.0.0.path(), writer.laid());
            disk.fill(left);
            let output = writer.command(disk.0.0.path()).output().unwrap();
            let (code, said) = ended(writer.name, &output);
            fs::remove_file(disk.0.at("filler")).unwrap();
            let code = code.unwrap();
            assert!(undisturbed.codes.contains(&code) || code == NOT_WRITTEN, "{}: {code}: {said}", writer.name);
            assert!(left > 0 || said.contains("the disk is full"), "{}: {said}", writer.name);
            writer.is_old_or_new(&disk.0.files(), undisturbed, &format!("{left} bytes left"));
            writer.is_completed_by_the_next(&disk.0, undisturbed, &format!("{left} bytes left"));
        }
    }
}
