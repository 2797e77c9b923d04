//! Where snapshots live and what they are called.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Settings for snapshots in `folder`, without the noise of module paths and expressions.
pub fn settings(folder: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Fails when `folder` has a snapshot that no assertion made: what it shows is no longer generated.
pub fn assert_no_other(folder: &Path, names: &BTreeSet<String>) {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let snapshots = entries.filter_map(|name| name.strip_suffix(".snap").map(str::to_owned));
    let stale: Vec<_> = snapshots.filter(|name| !names.contains(name)).collect();
    assert!(
        stale.is_empty(),
        "{} has snapshots that nothing makes, delete them: {stale:?}",
        folder.display()
    );
}
