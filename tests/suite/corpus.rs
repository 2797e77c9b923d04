//! Twilio's own documents, where there is a copy: each becomes a crate, or a report with places; none a panic.

use std::path::Path;

use twilio_codegen::diagnostic::Severity;
use twilio_codegen::source::{Inputs, Source};

#[test]
fn every_document_is_taken_or_told_why_not() {
    let Some(folder) = std::env::var_os("TWILIO_OAI_DIR") else {
        println!("skipped: TWILIO_OAI_DIR is not set to a folder of Twilio's JSON documents");
        return;
    };
    let mut documents: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", Path::new(&folder).display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    documents.sort();
    assert!(!documents.is_empty(), "there is no document in {folder:?}");
    let mut taken = 0;
    for path in &documents {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let inputs = Inputs {
            document: Source::new(name.as_ref(), text),
            overlay: None,
            config: None,
        };
        match twilio_codegen::generate(&inputs) {
            Ok(generated) => {
                taken += 1;
                println!("{name}: {} files", generated.output.files.len());
            }
            Err(report) => {
                println!("{name}: {} errors", report.count(Severity::Error));
                // A fault without a place helps nobody.
                for located in report
                    .iter()
                    .filter(|found| found.diagnostic.position.is_none())
                {
                    assert!(!located.diagnostic.pointer.is_root(), "{located}");
                }
            }
        }
    }
    println!("{taken} of {} documents taken as they are", documents.len());
    assert!(taken > 0);
}
