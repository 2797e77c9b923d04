//! Tests of comparing and writing.

use super::*;

const HEADER: &str = "//! A module.\n//!\n//! Written by `cargo xtask codegen` from a.yaml.\n";

fn text(body: &str) -> String {
    format!("{HEADER}{body}\n")
}

fn output(files: &[(&str, &str)]) -> Output {
    Output {
        files: files
            .iter()
            .map(|(path, body)| ((*path).to_owned(), text(body)))
            .collect(),
    }
}

/// A folder below the system's one for temporary files, gone at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("twilio-codegen-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn files(&self) -> Vec<String> {
        fn collect(dir: &Path, top: &Path, found: &mut Vec<String>) {
            for entry in fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    collect(&path, top, found);
                    found.push(format!("{}/", path.strip_prefix(top).unwrap().display()));
                } else {
                    found.push(path.strip_prefix(top).unwrap().display().to_string());
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.0, &self.0, &mut found);
        found.sort();
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn files_are_added_changed_and_removed() {
    let folder = Folder::new("changes");
    let first = output(&[
        ("src/a.rs", "a"),
        ("src/old/b.rs", "b"),
        ("src/same.rs", "s"),
    ]);
    assert_eq!(first.write(&folder.0).unwrap().counts(), (3, 0, 0));

    let second = output(&[("src/a.rs", "A"), ("src/c.rs", "c"), ("src/same.rs", "s")]);
    let before = second.compare(&folder.0).unwrap();
    assert_eq!(before.counts(), (1, 1, 1));
    assert_eq!(before.unchanged, 1);
    let changed = Change::Changed {
        old: text("a"),
        new: text("A"),
    };
    assert_eq!(before.changes["src/a.rs"], changed);

    assert_eq!(second.write(&folder.0).unwrap(), before);
    // The emptied folder is gone too, and so is every temporary file.
    assert_eq!(
        folder.files(),
        ["src/", "src/a.rs", "src/c.rs", "src/same.rs"]
    );
    assert!(second.compare(&folder.0).unwrap().is_clean());
}

#[test]
fn comparing_writes_nothing() {
    let folder = Folder::new("compare");
    let output = output(&[("a.rs", "a")]);
    assert_eq!(output.compare(&folder.0).unwrap().counts(), (1, 0, 0));
    assert!(!folder.0.exists());
}

#[test]
fn unchanged_files_keep_their_time_and_line_ends() {
    let folder = Folder::new("unchanged");
    let output = output(&[("a.rs", "a")]);
    let windows = text("a").replace('\n', "\r\n");
    folder.put("a.rs", &windows);
    let time = || {
        fs::metadata(folder.0.join("a.rs"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = time();
    assert_eq!(output.write(&folder.0).unwrap().unchanged, 1);
    assert_eq!(time(), before);
    assert_eq!(fs::read_to_string(folder.0.join("a.rs")).unwrap(), windows);
}

#[test]
fn files_of_somebody_else_are_safe() {
    let folder = Folder::new("foreign");
    for path in ["notes.md", ".git/config", "target/a.rs", "other/Cargo.toml"] {
        folder.put(path, "mine\n\nnot // Written by `cargo xtask codegen`\n");
    }
    // Marked, but in folders that are not looked at.
    for path in ["target/b.rs", ".cache/b.rs", "other/src/b.rs"] {
        folder.put(path, &text("b"));
    }
    let written = output(&[("a.rs", "a")]).write(&folder.0).unwrap();
    assert_eq!(written.counts(), (1, 0, 0));

    let clash = output(&[("notes.md", "new"), ("z.rs", "z")]);
    assert_eq!(clash.compare(&folder.0).unwrap().foreign, ["notes.md"]);
    let error = clash.write(&folder.0).unwrap_err();
    assert!(error.to_string().ends_with("wrote it: notes.md"), "{error}");
    assert!(folder.0.join("a.rs").exists() && !folder.0.join("z.rs").exists());
}

#[test]
fn what_holds_nothing_can_be_overwritten() {
    let folder = Folder::new("empty");
    folder.put("a.rs", "");
    let output = output(&[("a.rs", "a"), ("b.rs", "b")]);
    // A link that leads nowhere is no file; what it leads to is not written.
    #[cfg(unix)]
    std::os::unix::fs::symlink("elsewhere.rs", folder.0.join("b.rs")).unwrap();
    assert!(output.write(&folder.0).unwrap().foreign.is_empty());
    assert_eq!(folder.files(), ["a.rs", "b.rs"]);
    assert!(output.compare(&folder.0).unwrap().is_clean());
}

#[test]
fn markers_are_found_in_comments_of_every_format() {
    for comment in [
        "//! A\n//!\n// ",
        "# ",
        "<!-- ",
        "{\n  \"//\": \"",
        "{\"//\": \"",
    ] {
        assert!(
            is_marked(&format!("{comment}{MARKER} from a\n")),
            "{comment}"
        );
    }
    for text in ["", "A\n// ", "//! A\n\n// ", "{\"a\": 1, \"//\": \""] {
        assert!(!is_marked(&format!("{text}{MARKER} from a\n")), "{text}");
    }
}

#[test]
fn paths_stay_inside_of_the_folder() {
    let folder = Folder::new("paths");
    for path in [
        "../a.rs",
        "/a.rs",
        "a/../../b.rs",
        "",
        "a\\b.rs",
        "c:a.rs",
        "./a.rs",
        "a/",
    ] {
        let error = output(&[(path, "x")]).write(&folder.0).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{path}");
    }
    let same = output(&[("a/B.rs", "x"), ("a/b.rs", "y")]);
    assert!(same.write(&folder.0).is_err());
    assert!(!folder.0.exists());
}

#[test]
fn errors_name_the_path() {
    let folder = Folder::new("errors");
    folder.put("a", "a file where a folder has to be\n");
    let error = output(&[("a/b.rs", "b")]).write(&folder.0).unwrap_err();
    assert!(
        error.to_string().contains(&folder.0.display().to_string()),
        "{error}"
    );
}
