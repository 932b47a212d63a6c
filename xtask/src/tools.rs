//! What tests need from the machine, whether it is there, and how it gets there.
//! Asks before it installs, unless `CI=true`. Start at [`provide`].

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{postgres, shell};

const AXE: &str = "axe-core@4.14.1";

/// One thing a run needs.
struct Need {
    name: &'static str,
    reason: &'static str,
    is_there: fn() -> bool,
    source: Source,
}

enum Source {
    /// Debian packages.
    System(&'static [&'static str]),
    /// Fetched into the workspace's own `target/tools`.
    Workspace(fn() -> Result<()>),
}

const NEEDS: &[Need] = &[
    Need {
        name: "PostgreSQL",
        reason: "every storage test runs on it too",
        is_there: || postgres::find_programs().is_some(),
        source: Source::System(&["postgresql"]),
    },
    Need {
        name: "Chromium",
        reason: "the journeys are driven in a browser",
        is_there: || chromium().is_some(),
        source: Source::System(&["chromium"]),
    },
    Need {
        name: "chromedriver",
        reason: "it drives Chromium",
        is_there: || shell::find_program("chromedriver").is_some(),
        source: Source::System(&["chromium-driver"]),
    },
    Need {
        name: "Noto fonts",
        reason: "papers are set in every script",
        is_there: || Path::new("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf").is_file(),
        source: Source::System(&["fonts-noto-core"]),
    },
    Need {
        name: "pdftotext",
        reason: "papers are read back",
        is_there: || shell::find_program("pdftotext").is_some(),
        source: Source::System(&["poppler-utils"]),
    },
    Need {
        name: "npm",
        reason: "it fetches axe",
        is_there: || shell::find_program("npm").is_some(),
        source: Source::System(&["npm"]),
    },
    Need {
        name: "axe",
        reason: "it finds what a screen reader would stumble over",
        is_there: || axe().is_file(),
        source: Source::Workspace(fetch_axe),
    },
];

/// Makes sure that everything tests need is there, installing what is not.
pub fn provide() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Tests need what this machine does not have yet:");
    for need in &missing {
        println!("  {}: {}", need.name, need.reason);
    }
    if !agreed("Install it now?")? {
        bail!("nothing was installed; without it the tests cannot run");
    }
    install_packages(&missing)?;
    for need in &missing {
        if let Source::Workspace(fetch) = need.source {
            fetch().with_context(|| format!("cannot fetch {}", need.name))?;
        }
    }
    match missing.iter().find(|need| !(need.is_there)()) {
        Some(need) => bail!("{} is still missing after its installation", need.name),
        None => Ok(()),
    }
}

/// Adds the browser's compile target; false where it cannot be had.
pub fn provide_wasm_target() -> bool {
    wasm_target_is_there()
        || shell::succeeds(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
            && wasm_target_is_there()
}

/// Tells tests where the tools are: `SOJOURN_TEST_CHROMIUM`, `_CHROMEDRIVER`, `_AXE`.
pub fn describe_to(command: &mut Command) {
    command.env("SOJOURN_TEST_AXE", axe());
    if let Some(path) = chromium() {
        command.env("SOJOURN_TEST_CHROMIUM", path);
    }
    if let Some(path) = shell::find_program("chromedriver") {
        command.env("SOJOURN_TEST_CHROMEDRIVER", path);
    }
}

/// Whether questions are answered yes without asking.
pub fn unattended() -> bool {
    env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

fn agreed(question: &str) -> Result<bool> {
    if unattended() {
        return Ok(true);
    }
    print!("{question} [y/N] ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn install_packages(missing: &[&Need]) -> Result<()> {
    let packages: Vec<&str> = missing
        .iter()
        .filter_map(|need| match need.source {
            Source::System(packages) => Some(packages),
            Source::Workspace(_) => None,
        })
        .flatten()
        .copied()
        .collect();
    if packages.is_empty() {
        return Ok(());
    }
    if shell::find_program("apt-get").is_none() {
        bail!("install these with your system's package manager: {}", packages.join(", "));
    }
    shell::run(apt().arg("update"))?;
    shell::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt() -> Command {
    let mut command = if shell::is_root() {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("apt-get");
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet=2");
    command
}

fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(shell::find_program)
}

fn wasm_target_is_there() -> bool {
    let libraries =
        shell::output(Command::new("rustc").args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]));
    libraries.is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn axe() -> PathBuf {
    shell::workshop("tools/node_modules/axe-core/axe.min.js")
}

fn fetch_axe() -> Result<()> {
    shell::run(
        shell::program("npm")
            .args(["install", "--no-save", "--no-package-lock", "--ignore-scripts", "--loglevel=error"])
            .arg("--prefix")
            .arg(shell::workshop("tools"))
            .arg(AXE),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_says_why_and_where_from() {
        for need in NEEDS {
            assert!(!need.reason.is_empty(), "{}", need.name);
            if let Source::System(packages) = need.source {
                assert!(!packages.is_empty(), "{}", need.name);
            }
        }
    }
}
