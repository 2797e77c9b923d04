//! Tests of comparing and writing.

use std::fs;
use std::path::PathBuf;

use super::*;

const HEADER: &str = "//! A module.\n// Written by `cargo xtask codegen` from a.yaml: change the document, not this file.\n";

fn text(body: &str) -> String {
    format!("{HEADER}{body}\n")
}

fn output(files: &[(&str, &str)]) -> Output {
    Output {
        files: files
            .iter()
            .map(|(path, body)| ((*path).to_owned(), text(body)))
            .collect(),
        ..Output::default()
    }
}

/// A folder below the system's one for temporary files, gone at the end of the test.
struct TestFolder(PathBuf);

impl TestFolder {
    fn new(name: &str) -> Self {
        let name = format!("openapi-client-codegen-{}-{name}", std::process::id());
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

impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn files_are_added_changed_and_removed() {
    let folder = TestFolder::new("changes");
    let first = output(&[
        ("src/a.rs", "a"),
        ("src/old/b.rs", "b"),
        ("src/same.rs", "s"),
    ]);
    assert_eq!(first.write(&folder.0).unwrap().counts(), (4, 0, 0));

    let second = output(&[("src/a.rs", "A"), ("src/c.rs", "c"), ("src/same.rs", "s")]);
    let before = second.compare(&folder.0).unwrap();
    assert_eq!(before.counts(), (1, 2, 1));
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
        [MANIFEST, "src/", "src/a.rs", "src/c.rs", "src/same.rs"]
    );
    assert!(second.compare(&folder.0).unwrap().is_clean());
}

#[test]
fn comparing_writes_nothing() {
    let folder = TestFolder::new("compare");
    let output = output(&[("a.rs", "a")]);
    assert_eq!(output.compare(&folder.0).unwrap().counts(), (2, 0, 0));
    assert!(!folder.0.exists());
}

#[test]
fn unchanged_files_keep_their_time_and_line_ends() {
    let folder = TestFolder::new("unchanged");
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
    let folder = TestFolder::new("foreign");
    output(&[("a.rs", "a"), ("old.rs", "o"), ("mine.rs", "m")])
        .write(&folder.0)
        .unwrap();
    // With a header, but in no list; in the list, but without a header; and with a quotation of the marker.
    folder.put("copy.rs", &text("a"));
    folder.put("mine.rs", "// now mine\n");
    folder.put(
        "build.rs",
        "// looks for Written by `cargo xtask codegen` in files\n",
    );
    let written = output(&[("a.rs", "a")]).write(&folder.0).unwrap();
    let removed: Vec<_> = written.changes.keys().collect();
    assert_eq!(removed, [MANIFEST, "old.rs"]);
    let left = [MANIFEST, "a.rs", "build.rs", "copy.rs", "mine.rs"];
    assert_eq!(folder.files(), left);

    let clash = output(&[("a.rs", "A"), ("build.rs", "b"), ("z.rs", "z")]);
    assert_eq!(clash.compare(&folder.0).unwrap().foreign, ["build.rs"]);
    let error = clash.write(&folder.0).unwrap_err();
    assert!(error.to_string().ends_with("wrote it: build.rs"), "{error}");
    assert_eq!(folder.files(), left);
    assert_eq!(
        fs::read_to_string(folder.0.join("a.rs")).unwrap(),
        text("a")
    );
}

#[test]
fn what_holds_nothing_can_be_overwritten() {
    let folder = TestFolder::new("empty");
    folder.put("a.rs", "");
    let output = output(&[("a.rs", "a")]);
    assert!(output.write(&folder.0).unwrap().foreign.is_empty());
    assert!(output.compare(&folder.0).unwrap().is_clean());
}

#[test]
fn a_list_that_leads_elsewhere_deletes_nothing() {
    let folder = TestFolder::new("list");
    folder.put("out/a.rs", &text("a"));
    folder.put("victim.rs", &text("v"));
    let list = owner::list(["../victim.rs".to_owned()].iter());
    folder.put(&format!("out/{MANIFEST}"), &list);
    output(&[("a.rs", "a")])
        .write(&folder.0.join("out"))
        .unwrap();
    assert!(folder.0.join("victim.rs").exists());
}

#[test]
fn a_run_that_was_stopped_is_put_right_by_the_next() {
    let folder = TestFolder::new("stopped");
    let [first, second] = [
        output(&[("a.rs", "a"), ("old/b.rs", "b")]),
        output(&[("a.rs", "A"), ("new/c.rs", "c"), ("new/d.rs", "d")]),
    ];
    first.write(&folder.0).unwrap();
    // Stopped after the first file: the list has all that was and will be there.
    let old = fs::read_to_string(folder.0.join(MANIFEST)).unwrap();
    let new = owner::list(second.files.keys());
    folder.put(MANIFEST, &owner::merged(&old, &new));
    folder.put("new/c.rs", &text("c"));
    folder.put(".codegen.tmp", "half");
    let third = output(&[("a.rs", "A"), ("e.rs", "e")]);
    third.write(&folder.0).unwrap();
    assert_eq!(folder.files(), [MANIFEST, "a.rs", "e.rs"]);
    assert!(third.compare(&folder.0).unwrap().is_clean());
}

#[test]
fn runs_wait_for_each_other() {
    let folder = TestFolder::new("lock");
    let outputs: Vec<_> = ["one", "two", "three"]
        .iter()
        .map(|body| {
            let names: Vec<_> = (0..40).map(|index| format!("{body}/{index}.rs")).collect();
            let files = names.iter().map(|name| (name.as_str(), *body));
            output(&files.chain([("same.rs", *body)]).collect::<Vec<_>>())
        })
        .collect();
    std::thread::scope(|scope| {
        for output in outputs.iter().cycle().take(9) {
            scope.spawn(|| output.write(&folder.0).unwrap());
        }
    });
    let clean = outputs
        .iter()
        .map(|output| output.compare(&folder.0).unwrap());
    assert_eq!(clean.filter(Comparison::is_clean).count(), 1);
    // One folder with its files, the file at the top, and the list.
    assert_eq!(folder.files().len(), 43);
}

#[cfg(unix)]
#[test]
fn links_and_what_is_no_file_are_refused() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let output = output(&[("src/a.rs", "a")]);
    let refused = |name: &str, make: &dyn Fn(&Path)| {
        let folder = TestFolder::new(name);
        folder.put("victim/x.rs", "x");
        folder.put("out/keep", "k");
        make(&folder.0.join("out"));
        let before = folder.files();
        for error in [
            output.compare(&folder.0.join("out")).unwrap_err(),
            output.write(&folder.0.join("out")).unwrap_err(),
        ] {
            assert!(error.to_string().contains("it is"), "{name}: {error}");
        }
        assert_eq!(folder.files(), before, "{name}");
    };
    refused("folder", &|out| {
        symlink("../victim", out.join("src")).unwrap();
    });
    refused("file", &|out| {
        fs::create_dir(out.join("src")).unwrap();
        symlink("../../victim/x.rs", out.join("src/a.rs")).unwrap();
    });
    refused("nowhere", &|out| {
        symlink("nowhere", out.join("src")).unwrap();
    });
    refused("list-of-files", &|out| {
        symlink("../victim/x.rs", out.join(MANIFEST)).unwrap();
    });
    refused("socket", &|out| {
        fs::create_dir(out.join("src")).unwrap();
        UnixListener::bind(out.join("src/a.rs")).unwrap();
    });
    refused("directory", &|out| {
        fs::create_dir_all(out.join("src/a.rs")).unwrap();
    });
}

#[test]
fn names_are_checked_before_anything_is_written() {
    let folder = TestFolder::new("names");
    let long = "a".repeat(256);
    let deep = "a/".repeat(600);
    for path in [
        "../a.rs",
        "/a.rs",
        "a/../../b.rs",
        "",
        "a\\b.rs",
        "c:a.rs",
        "./a.rs",
        "a/",
        "con.rs",
        "src/NUL",
        "lpt1.tar.rs",
        "a\nb.rs",
        "a?.rs",
        "a. ",
        &long,
        &format!("{deep}b.rs"),
    ] {
        let error = output(&[("fine.rs", "x"), (path, "x")])
            .write(&folder.0)
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{path}");
        assert!(error.to_string().len() < 300, "{error}");
    }
    for pair in [["a/B.rs", "a/b.rs"], ["a", "a/b.rs"]] {
        let files = pair.map(|path| (path, "x"));
        assert!(output(&files).write(&folder.0).is_err(), "{pair:?}");
    }
    assert!(!folder.0.exists());
}

#[test]
fn errors_name_the_path() {
    let folder = TestFolder::new("errors");
    folder.put("a", "a file where a folder has to be\n");
    let error = output(&[("a/b.rs", "b")]).write(&folder.0).unwrap_err();
    assert!(
        error.to_string().contains(&folder.0.display().to_string()),
        "{error}"
    );
}
