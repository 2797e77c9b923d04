//! The examples of `/v1/SupportingDocuments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::SupportingDocumentSid;
use twilio_runtime::testing::{Canned, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("supporting_documents.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    for answer in examples()?.answers("ListSupportingDocument") {
        let read = client(answer.transport())?.supporting_documents().list().await?;
        answer.check(&read.items)?;
    }
    Ok(())
}

#[test]
fn create_sends_its_examples() -> Checked {
    let request = client(Canned::new())?
        .supporting_documents()
        .create("Juniper seat", "customer_profile_address")
        .attributes("{\"address_sids\":\"AD4142c4cd61445c142971db5115b615a1\"}")
        .build()?;
    examples()?.check_request("CreateSupportingDocument", "full", &request)?;
    let request = client(Canned::new())?
        .supporting_documents()
        .create("Juniper seat", "customer_profile_address")
        .build()?;
    examples()?.check_request("CreateSupportingDocument", "required", &request)?;
    Ok(())
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    for answer in examples()?.answers("CreateSupportingDocument") {
        let read = client(answer.transport())?
            .supporting_documents()
            .create("Juniper seat", "customer_profile_address")
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}

#[tokio::test]
async fn fetch_reads_its_examples() -> Checked {
    for answer in examples()?.answers("FetchSupportingDocument") {
        let read = client(answer.transport())?
            .supporting_documents()
            .fetch(SupportingDocumentSid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}

#[test]
fn update_sends_its_examples() -> Checked {
    let request = client(Canned::new())?
        .supporting_documents()
        .update(SupportingDocumentSid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
        .attributes("{\"address_sids\":\"AD4142c4cd61445c142971db5115b615a1\"}")
        .friendly_name("Juniper seat, Portland")
        .build()?;
    examples()?.check_request("UpdateSupportingDocument", "full", &request)?;
    let request = client(Canned::new())?
        .supporting_documents()
        .update(SupportingDocumentSid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
        .friendly_name("Juniper seat, Portland")
        .build()?;
    examples()?.check_request("UpdateSupportingDocument", "rename", &request)?;
    Ok(())
}

#[tokio::test]
async fn update_reads_its_examples() -> Checked {
    for answer in examples()?.answers("UpdateSupportingDocument") {
        let read = client(answer.transport())?
            .supporting_documents()
            .update(SupportingDocumentSid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}
