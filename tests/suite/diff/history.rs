//! Twilio's own history of the document, where there is a copy: each version generates, and each step is told for what it was.

use std::collections::BTreeMap;
use std::path::PathBuf;

use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{generate, model};
use openapi_client_review::diff::{ChangeKind, Diff, Rust, Wire, diff};

use ChangeKind::*;

/// A step of the history: the version that it leads to, the verdicts, and how many changes of each kind it has.
type Step = (&'static str, Wire, Rust, &'static [(ChangeKind, usize)]);

/// The steps between the versions; those that are not here change nothing of the interface.
#[rustfmt::skip]
const STEPS: &[Step] = &[
    // Components for scalars are inlined, and those for enumerations with them.
    ("2021-03-12_964323f", Wire::None, Rust::Patch, &[(TypeRenamed, 5)]),
    // The policy of evaluations was said to be a customer profile.
    ("2021-06-16_2f80d9e", Wire::Breaking, Rust::Major, &[(TypeChanged, 2)]),
    ("2022-04-06_0b5591d", Wire::Compatible, Rust::Patch, &[(FormatChanged, 13)]),
    // Objects become anything, and lose the format that they had for six days.
    ("2022-04-12_3a05595", Wire::Compatible, Rust::Patch, &[(FormatChanged, 11), (TypeChanged, 11)]),
    // `links` becomes a map.
    ("2022-04-27_6f4c4ef", Wire::Compatible, Rust::Major, &[(TypeChanged, 2)]),
    // Inline enumerations become components.
    ("2022-07-21_783430b", Wire::None, Rust::Major, &[(TypeRenamed, 9)]),
    // The addresses of the next and of the previous page can be null.
    ("2023-01-24_603ec36", Wire::Compatible, Rust::None, &[(NullabilityChanged, 26)]),
    // `Page` and `PageToken`.
    ("2023-02-02_62e42a6", Wire::Compatible, Rust::Patch, &[(ParameterAdded, 26)]),
    ("2023-10-05_3140157", Wire::Compatible, Rust::Minor, &[(OperationAdded, 2), (TypeAdded, 1)]),
    ("2023-11-17_b6a05f4", Wire::Compatible, Rust::Minor, &[(OperationAdded, 1), (TypeAdded, 1)]),
    ("2023-12-01_96611ec", Wire::None, Rust::Patch, &[(SensitivityChanged, 2)]),
    // The first optional parameters of an operation give it a builder.
    ("2023-12-14_496e1df", Wire::Compatible, Rust::Major, &[(EnumAdded, 1), (ParameterAdded, 19)]),
    ("2024-02-09_e514460", Wire::Compatible, Rust::Major, &[(EnumAdded, 3), (OperationAdded, 1), (ParameterAdded, 1), (TypeAdded, 1)]),
    // The authority of a registration becomes an enumeration.
    ("2024-02-27_40e2959", Wire::Breaking, Rust::Major, &[(EnumAdded, 1), (ParameterAdded, 6), (TypeChanged, 1)]),
    ("2024-03-12_d99b777", Wire::Compatible, Rust::Minor, &[(ParameterAdded, 2)]),
    // `ObjectType` of two lists, `ThemeSetId`, and the update of a registration.
    ("2024-04-01_98f43ca", Wire::Compatible, Rust::Major, &[(OperationAdded, 1), (ParameterAdded, 3)]),
    ("2024-05-24_42fd8e5", Wire::Compatible, Rust::Minor, &[(FieldAdded, 2), (ParameterAdded, 1)]),
    ("2024-08-26_e3252d1", Wire::Compatible, Rust::Major, &[(ParameterAdded, 3)]),
    // The statuses of supporting documents change case; `PageSize` gets 64 bits.
    ("2025-02-20_00c8d36", Wire::Breaking, Rust::Patch, &[(FormatChanged, 13), (ValueRenamed, 6)]),
    // Anything becomes an object, which forbids other values in four bodies; and `nullable` beside references is gone.
    ("2025-03-20_b55425e", Wire::Breaking, Rust::Patch, &[(NullabilityChanged, 5), (TypeChanged, 13)]),
    ("2025-07-03_4ae76f3", Wire::Compatible, Rust::Patch, &[(TypeChanged, 13)]),
    // `PrimaryProfileSid` need not be given any more.
    ("2025-11-11_3267dfd", Wire::Compatible, Rust::Major, &[(RequirednessChanged, 1)]),
    ("2025-12-03_733ecb2", Wire::Compatible, Rust::Minor, &[(ParameterAdded, 1)]),
    ("2025-12-17_a394867", Wire::Compatible, Rust::Minor, &[(EnumAdded, 1), (ParameterAdded, 12)]),
    ("2026-03-24_5fc16b9", Wire::Compatible, Rust::Minor, &[(ParameterAdded, 2)]),
];

/// What no client feels, with the number of places: the version, the keyword.
#[rustfmt::skip]
const NOTES: &[(&str, &str, usize)] = &[
    ("2021-03-12_964323f", "description", 94), ("2021-03-12_964323f", "schema", 21 - 5),
    ("2021-04-15_c57f2f6", "servers", 1),
    ("2021-06-16_2f80d9e", "x-path-type", 26), ("2021-06-16_2f80d9e", "x-twilio.pathType", 26),
    ("2022-04-27_6f4c4ef", "x-twilio.className", 18),
    ("2022-05-17_aa00a28", "x-twilio.parent", 12), ("2022-05-18_ec2298a", "x-twilio.parent", 12),
    ("2022-07-21_783430b", "x-twilio.parent", 12), ("2022-07-21_783430b", "schema", 3),
    ("2022-10-14_a503874", "x-twilio.mountName", 12), ("2022-10-14_a503874", "x-twilio.className", 4),
    ("2022-10-27_8aad001", "x-twilio.parent", 12),
    ("2023-01-24_603ec36", "description", 92),
    ("2023-05-04_f5ca846", "x-twilio.dependentProperties", 4),
    ("2023-08-10_6673090", "x-twilio.dependentProperties", 4), ("2023-08-10_6673090", "tags", 49),
    ("2023-09-21_91c257d", "x-twilio.dependentProperties", 4),
    ("2023-12-01_96611ec", "x-twilio.pii", 2),
    ("2023-12-14_496e1df", "schema", 1),
    ("2024-04-04_cf99ed2", "x-twilio.addContentTypeIfEmptyForm", 5),
    ("2024-06-18_cc2f698", "x-maturity", 54), ("2024-06-18_cc2f698", "headers", 45),
    ("2025-03-20_b55425e", "summary", 53),
    ("2025-04-07_ef3ca5d", "tags", 1), ("2025-09-04_266302d", "tags", 1),
    ("2025-09-18_e88d059", "tags", 1), ("2025-10-14_68f1d53", "tags", 1),
    ("2025-11-11_3267dfd", "description", 5),
    ("2026-03-24_5fc16b9", "path", 2), ("2026-03-24_5fc16b9", "x-twilio.apiStandards", 1),
];

/// The texts of the history, by version.
pub fn versions() -> Option<Vec<(String, Inputs)>> {
    let folder = PathBuf::from(std::env::var_os("TWILIO_HISTORY_DIR")?);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    files.sort();
    let version = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let document = Source::new(format!("{name}.json"), text);
        (
            name,
            Inputs {
                document,
                ..Inputs::default()
            },
        )
    };
    Some(files.into_iter().map(version).collect())
}

fn counts(diff: &Diff) -> Vec<(ChangeKind, usize)> {
    let mut counts = BTreeMap::new();
    for change in &diff.changes {
        *counts.entry(change.kind).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

#[test]
fn each_step_of_the_history_is_told_for_what_it_was() {
    let Some(versions) = versions() else {
        println!(
            "skipped: TWILIO_HISTORY_DIR is not set to a folder of versions of Twilio's TrustHub document"
        );
        return;
    };
    let mut problems = Vec::new();
    for (name, inputs) in &versions {
        if let Err(report) = generate(inputs) {
            problems.push(format!(
                "{name} does not generate: {}",
                report.iter().next().unwrap()
            ));
        }
    }
    println!("| version | changes | wire | Rust |\n|---|---|---|---|");
    for pair in versions.windows(2) {
        let (name, diff) = (
            &pair[1].0,
            diff(&model(&pair[0].1).unwrap(), &model(&pair[1].1).unwrap()),
        );
        let text = |(kind, count): &(ChangeKind, usize)| {
            format!("{count} {}", kind.text().replace('_', " "))
        };
        let texts: Vec<_> = counts(&diff).iter().map(text).collect();
        println!(
            "| {name} | {} | {} | {} |",
            texts.join(", "),
            diff.wire,
            diff.rust
        );
        check(name, &diff, &mut problems);
    }
    let known: Vec<_> = STEPS
        .iter()
        .filter(|step| !versions.iter().any(|(name, _)| name == step.0))
        .collect();
    assert!(known.is_empty(), "no version: {known:?}");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Adds what is not as it should be in a step.
fn check(name: &str, diff: &Diff, problems: &mut Vec<String>) {
    let counts = counts(diff);
    let step = STEPS.iter().find(|step| step.0 == name);
    let (wire, rust, mut expected) = step.map_or((Wire::None, Rust::None, Vec::new()), |step| {
        (step.1, step.2, step.3.to_vec())
    });
    expected.sort();
    if (diff.wire, diff.rust) != (wire, rust) || counts != expected {
        problems.push(format!(
            "{name}: expected {wire} {rust} {expected:?}, found {} {} {counts:?}",
            diff.wire, diff.rust
        ));
    }
    for (_, keyword, count) in NOTES.iter().filter(|(version, ..)| *version == name) {
        let found = diff
            .notes
            .iter()
            .filter(|note| note.keyword == *keyword)
            .count();
        if found != *count {
            problems.push(format!(
                "{name}: {count} notes on {keyword} expected, {found} found"
            ));
        }
    }
    let unreasoned = diff
        .changes
        .iter()
        .filter(|change| change.reason.is_empty());
    problems.extend(unreasoned.map(|change| format!("{name}: {} has no reason", change.subject)));
}
