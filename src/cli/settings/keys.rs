//! The settings by name: what each is called in the file, as a flag and in the environment, and what holds where nobody
//! says anything.

/// One setting under its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// In the file, and in the output of `acquis config`.
    pub name: &'static str,
    /// On the command line.
    pub flag: &'static str,
    /// In the environment.
    pub variable: &'static str,
    /// May the file say it? What belongs to the machine and not to the work may not.
    pub in_file: bool,
    /// What holds by default.
    pub default: &'static str,
}

/// Every setting, in the order in which it is shown.
pub const KEYS: [Key; 12] = [
    key(["data", "--data", "ACQUIS_DATA"], true, "the embedded data"),
    key(["rules", "--rules", "ACQUIS_RULES"], true, "those of the data, else the embedded ones"),
    key(["states", "--state", "ACQUIS_STATES"], true, "members on the as-of day"),
    key(["instruments", "--instrument", "ACQUIS_INSTRUMENTS"], true, "all"),
    key(["families", "--family", "ACQUIS_FAMILIES"], true, "all"),
    key(["fail-on", "--fail-on", "ACQUIS_FAIL_ON"], true, "never; check: partial"),
    key(["strict", "--strict", "ACQUIS_STRICT"], true, "no"),
    key(["waivers", "--waivers", "ACQUIS_WAIVERS"], true, "none"),
    key(["baseline", "--baseline", "ACQUIS_BASELINE"], true, "none"),
    key(["jobs", "--jobs", "ACQUIS_JOBS"], false, "as many as there are cores"),
    key(["limits", "--limits", "ACQUIS_LIMITS"], false, "files=50000,file=16MiB,total=1GiB"),
    key(["log-format", "--log-format", "ACQUIS_LOG_FORMAT"], false, "text"),
];

/// The variable that names the file.
pub const CONFIG: &str = "ACQUIS_CONFIG";

const fn key([name, flag, variable]: [&'static str; 3], in_file: bool, default: &'static str) -> Key {
    Key { name, flag, variable, in_file, default }
}
