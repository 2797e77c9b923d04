//! `--dry-run` and `--curl`: nothing is sent, and no credentials are needed.

use serde_json::{Value, json};

use crate::program::{ACCOUNT, Program};
use crate::server::{SID, Server};

#[test]
fn the_request_is_printed_as_text_and_as_json() {
    let server = Server::new(1);
    for program in [
        Program::with(&server),
        Program::with(&server).without_credentials(),
    ] {
        let line = "parcels create --name Ada --tags a --dry-run";
        let text = program.run(line).success();
        assert!(
            text.starts_with(&format!(
                "POST {}/v1/Parcels\nauthorization: [redacted]\n",
                server.url()
            )),
            "{text}"
        );
        assert!(text.ends_with("\n\nName=Ada&Tags=a\n"), "{text}");
        assert!(!text.contains(ACCOUNT));

        let json = program.run(&format!("{line} -o json")).success();
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["method"], "POST");
        assert_eq!(json["url"], format!("{}/v1/Parcels", server.url()));
        assert_eq!(json["headers"]["authorization"], "[redacted]");
        assert_eq!(
            json["headers"]["content-type"],
            "application/x-www-form-urlencoded"
        );
        assert_eq!(json["body"], "Name=Ada&Tags=a");

        let list = program
            .run("parcels list --limit 20 --dry-run -o json")
            .success();
        let list: Value = serde_json::from_str(&list).unwrap();
        assert_eq!(
            list["url"],
            format!("{}/v1/Parcels?PageSize=20", server.url())
        );
        assert_eq!(list["body"], json!(null));
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_deletion_that_is_only_shown_asks_nothing() {
    let text = Program::bare()
        .run(&format!("parcels delete {SID} --dry-run"))
        .success();
    assert!(text.starts_with(&format!(
        "DELETE https://parcels.twilio.com/v1/Parcels/{SID}\n"
    )));
}

#[test]
fn curl_is_given_what_is_not_personal() {
    let text = Program::bare()
        .run("parcels create --name Ada --tags a --curl --edge dublin")
        .success();
    assert_eq!(
        text,
        "curl --request POST 'https://parcels.dublin.us1.twilio.com/v1/Parcels' \\\n  \
         --user \"$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN\" \\\n  \
         --data-urlencode 'Name=[redacted]' \\\n  \
         --data-urlencode 'Tags=a'\n"
    );
}

#[test]
fn what_is_not_right_is_refused_all_the_same() {
    let output = Program::bare()
        .run("parcels fetch PX1 --dry-run")
        .failure(3);
    assert!(output.contains("34"), "{output}");
    let output = Program::bare()
        .run("parcels list --dry-run --profile gone")
        .failure(3);
    assert!(output.contains("no profile gone"), "{output}");
    let output = Program::bare()
        .run("parcels list --dry-run --region a.b")
        .failure(3);
    assert!(output.contains("region"), "{output}");
}
