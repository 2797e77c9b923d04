//! A browser without a window, for tests of pages.

use std::path::Path;
use std::process::Command;

/// Whether there is a browser.
pub fn is_there() -> bool {
    Command::new("chromium").arg("--version").output().is_ok()
}

/// What a browser makes of an address, and what it has to say about it.
pub fn visit(profile: &Path, address: &str, flags: &[&str]) -> (String, String) {
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--enable-logging=stderr",
            "--hide-scrollbars",
            "--window-size=1200,1600",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(flags)
        .arg(address)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}
