//! Small help for starting other programs: where the workspace is, whether a program exists, running one.
//! Knows no task; every task uses it.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The workspace's root folder.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// The folder cargo builds the product into; `CARGO_TARGET_DIR` moves it.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where fetched tools and the client's bundle go: always inside the workspace.
pub fn workshop(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// A cargo command in the workspace's root.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    // `cargo run` describes xtask in these; build scripts further down would rebuild on seeing them change.
    for (name, _) in env::vars() {
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// Finds a program on `PATH` or in the folders Debian keeps off it.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths)
        .chain(["/usr/sbin", "/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Runs to the end with our own output; an exit other than success is an error that names the program.
pub fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("cannot start {}", name.display()))?;
    if !status.success() {
        bail!("{} ended with {status}", name.display());
    }
    Ok(())
}

/// Runs silently and says whether it succeeded; a program that cannot start did not.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs and returns what was printed.
pub fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_owned();
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {}", name.display()))?;
    if !output.status.success() {
        bail!("{} ended with {}", name.display(), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command whose program is looked up by [`find_program`].
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let name = name.as_ref();
    let found = name.to_str().and_then(find_program);
    Command::new(found.unwrap_or_else(|| PathBuf::from(name)))
}

/// Whether this process is the superuser; PostgreSQL refuses to run as one.
pub fn is_root() -> bool {
    user_number(None) == Some(0)
}

/// The numeric id of a user, or of ourselves.
pub fn user_number(user: Option<&str>) -> Option<u32> {
    id("-u", user)
}

/// The numeric id of a user's group.
pub fn group_number(user: &str) -> Option<u32> {
    id("-g", Some(user))
}

fn id(flag: &str, user: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(flag).args(user).stderr(Stdio::null()).output().ok()?;
    output.status.success().then_some(())?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
