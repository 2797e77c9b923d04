//! Every seed of `fuzz/` goes through its target, without libFuzzer.

use std::fs;
use std::path::Path;

use crate::fuzz;

#[expect(clippy::print_stdout, reason = "it names the seed that panics")]
fn run(target: &str, function: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut seeds: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 10, "only {} seeds", seeds.len());
    for seed in seeds {
        println!("{}", seed.display());
        let data = fs::read(seed).unwrap();
        function(&data);
        // What is cut off is a seed too.
        for end in (0..data.len()).step_by(11.max(data.len() / 100)) {
            function(&data[..end]);
        }
    }
}

#[test]
fn seeds_of_decode() {
    run("decode", fuzz::decode);
}

#[test]
fn seeds_of_document() {
    run("document", fuzz::document);
}

#[test]
fn seeds_of_pages() {
    run("pages", fuzz::pages);
}
