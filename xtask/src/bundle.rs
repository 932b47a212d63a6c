//! `cargo xtask bundle`: the client crate becomes what a browser loads, `target/site/client-HASH.js` and
//! `client-HASH_bg.wasm`; the server embeds that folder. Without the feature `bundle` it starts itself again with it, so that xtask's own
//! tests never build what that needs.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::{shell, tools};

/// How long to take over the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Effort {
    /// Without link-time optimisation: seconds to build, more to download
    Quick,
    /// As small as it gets, for a release
    Client,
}

/// What to bundle.
#[derive(clap::Args)]
pub struct Options {
    /// The cargo profile the client is compiled with
    #[arg(long, value_enum, default_value_t = Effort::Client)]
    pub profile: Effort,
    /// Takes the client as it was compiled before
    #[arg(long, hide = true)]
    compiled: bool,
}

impl Options {
    /// The bundle that is soonest ready.
    pub fn quick() -> Self {
        Self { profile: Effort::Quick, compiled: false }
    }

    /// The bundle as it is released: what its weight is judged by.
    pub fn release() -> Self {
        Self { profile: Effort::Client, compiled: false }
    }
}

impl Effort {
    fn name(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Client => "client",
        }
    }
}

/// Compiles the client for wasm32 and writes the bundle.
pub fn run(options: &Options) -> Result<ExitCode> {
    if !options.compiled {
        if !tools::provide_wasm_target() {
            bail!("the target wasm32-unknown-unknown cannot be had");
        }
        shell::run(shell::cargo().args([
            "build",
            "--package=sojourn-client",
            "--target=wasm32-unknown-unknown",
            "--profile",
            options.profile.name(),
        ]))?;
    }
    write(options.profile)?;
    std::fs::write(marker(), options.profile.name())?;
    Ok(ExitCode::SUCCESS)
}

/// Says which profile the bundle was made with; beside the bundle, because the server embeds everything in it.
fn marker() -> PathBuf {
    shell::workshop("site-profile")
}

/// Where cargo leaves the compiled client.
fn compiled(profile: Effort) -> PathBuf {
    shell::target().join("wasm32-unknown-unknown").join(profile.name()).join("sojourn_client.wasm")
}

#[cfg(feature = "bundle")]
fn write(profile: Effort) -> Result<()> {
    use std::fs;

    let compiled = compiled(profile);
    let name = format!("client-{:016x}", fingerprint(&fs::read(&compiled)?));
    let site = shell::workshop("site");
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    fs::create_dir_all(&site)?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .out_name(&name)
        .generate(site)
}

/// FNV-1a: a name for a cache, not a seal.
#[cfg(feature = "bundle")]
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The script a page imports, as its file is named; nothing where no client was built.
pub fn script() -> Option<String> {
    std::fs::read_dir(shell::workshop("site"))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.ends_with(".js"))
}

/// Writes the bundle, unless the one that is there is younger than the client.
#[cfg(not(feature = "bundle"))]
fn write(profile: Effort) -> Result<()> {
    let same_profile = std::fs::read_to_string(marker()).is_ok_and(|name| name == profile.name());
    if same_profile && script().is_some() && is_current(&compiled(profile), &marker()) {
        return Ok(());
    }
    shell::run(
        shell::cargo()
            .args(["run", "--quiet", "--package=xtask", "--profile=tool", "--features=bundle", "--target-dir"])
            .arg(shell::workshop("xtask"))
            .args(["--", "bundle", "--compiled", "--profile", profile.name()]),
    )
}

/// Whether `made` is at least as young as what it is made from.
#[cfg(not(feature = "bundle"))]
fn is_current(source: &std::path::Path, made: &std::path::Path) -> bool {
    let changed = |path: &std::path::Path| path.metadata().and_then(|data| data.modified());
    matches!((changed(source), changed(made)), (Ok(source), Ok(made)) if made >= source)
}
