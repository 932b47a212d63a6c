//! `cargo xtask bundle`: the client crate becomes what a browser loads, `target/site/sojourn.js` and
//! `sojourn_bg.wasm`. Without the feature `bundle` it starts itself again with it, so that tests never build it.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::{shell, tools};

/// Compiles the client for wasm32 and writes the bundle.
pub fn run() -> Result<ExitCode> {
    if !tools::provide_wasm_target() {
        bail!("the target wasm32-unknown-unknown cannot be had");
    }
    shell::run(shell::cargo().args([
        "build",
        "--package=sojourn-client",
        "--target=wasm32-unknown-unknown",
        "--profile=client",
    ]))?;
    write()?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "bundle")]
fn write() -> Result<()> {
    let compiled = shell::target().join("wasm32-unknown-unknown/client/sojourn_client.wasm");
    let site = shell::workshop("site");
    std::fs::create_dir_all(&site)?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .out_name("sojourn")
        .generate(site)
}

#[cfg(not(feature = "bundle"))]
fn write() -> Result<()> {
    shell::run(
        shell::cargo()
            .args([
                "run",
                "--quiet",
                "--package=xtask",
                "--features=bundle",
                "--target-dir",
            ])
            .arg(shell::workshop("xtask"))
            .args(["--", "bundle"]),
    )
}
