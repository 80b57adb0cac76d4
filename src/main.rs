//! The binary: everything is in the library.

use std::process::ExitCode;

/// The default allocator of many systems holds threads up that word findings side by side.
#[cfg(feature = "alloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    acquis::cli::main()
}
