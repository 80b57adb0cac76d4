//! The standard output, as it was handed to the program. The runtime opens `/dev/null` in the place of a stream that is
//! closed before `main` begins, and takes a stream that cannot be written to for one that takes everything: a result that
//! went nowhere would look delivered. Here it is looked at before, and written to without such kindness.

use std::fs::File;
use std::io;
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;
use std::sync::atomic::{AtomicBool, Ordering};

/// Was it closed when the program began?
static IS_CLOSED: AtomicBool = AtomicBool::new(false);

#[cfg(unix)]
#[ctor::ctor]
fn look() {
    IS_CLOSED.store(rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err(), Ordering::Relaxed);
}

/// The standard output as a file.
///
/// # Errors
/// It is closed.
pub fn open() -> io::Result<File> {
    if IS_CLOSED.load(Ordering::Relaxed) {
        return Err(io::Error::other("stdout is closed"));
    }
    #[cfg(unix)]
    let own = io::stdout().as_fd().try_clone_to_owned();
    #[cfg(windows)]
    let own = io::stdout().as_handle().try_clone_to_owned();
    own.map(File::from)
}
