//! Profiles: kept in a file for its owner alone.

use std::fs;

use crate::program::{ACCOUNT, HEADER, Program, SECRET};
use crate::server::Server;

fn add(program: &Program, args: &str, secret: &str) -> crate::program::Outcome {
    let args: Vec<_> = ["profile", "add"]
        .into_iter()
        .chain(args.split_whitespace())
        .collect();
    program.run_with(&args, &format!("{secret}\n"))
}

#[test]
fn a_profile_is_added_used_listed_and_removed() {
    let server = Server::new(1);
    let program = Program::with(&server).without_credentials();
    let told = add(
        &program,
        &format!("work --account-sid {ACCOUNT} --edge dublin"),
        SECRET,
    );
    assert_eq!(told.code, Some(0), "{told:?}");
    let key = format!("--api-key SK{}", &ACCOUNT[2..]);
    assert_eq!(add(&program, &key, "s").code, Some(0));

    program.run("parcels list --profile work").success();
    assert!(server.requests()[0].contains(HEADER));
    program.run("parcels list").success();
    assert!(!server.requests()[1].contains(HEADER));
    let mut command = program.command(&["parcels", "list"]);
    assert!(
        command
            .env("PARCELS_PROFILE", "work")
            .output()
            .unwrap()
            .status
            .success()
    );
    assert!(server.requests()[2].contains(HEADER));

    let list = program.run("profile list -o csv").success();
    let lines = [
        "name,account_sid,api_key,region,edge",
        &format!("default,,SK{},,", &ACCOUNT[2..]),
        &format!("work,{ACCOUNT},,,dublin"),
    ];
    assert_eq!(list.lines().collect::<Vec<_>>(), lines);

    program.run("profile remove work").success();
    let told = program.run("parcels list --profile work").failure(3);
    assert!(
        told.contains("no profile work") && told.contains("there are default"),
        "{told}"
    );
    program.run("profile remove work").failure(3);
}

#[test]
fn a_named_profile_wins_over_the_environment() {
    let server = Server::new(1);
    let program = Program::with(&server);
    add(
        &program,
        &format!("work --account-sid AC{}", "1".repeat(32)),
        "s",
    );
    program.run("parcels list --profile work").success();
    program.run("parcels list").success();
    let requests = server.requests();
    assert!(!requests[0].contains(HEADER) && requests[1].contains(HEADER));
}

#[test]
fn a_profile_says_where_requests_go() {
    let program = Program::bare();
    let args = format!("default --account-sid {ACCOUNT} --region ie1 --edge dublin");
    assert_eq!(add(&program, &args, SECRET).code, Some(0));
    for (options, host) in [
        ("", "parcels.dublin.ie1.twilio.com"),
        ("--region au1", "parcels.dublin.au1.twilio.com"),
    ] {
        let text = program.run(&format!("parcels list --dry-run {options}"));
        let first = format!("GET https://{host}/v1/Parcels\n");
        assert!(text.success().starts_with(&first));
    }
}

#[cfg(unix)]
#[test]
fn only_its_owner_has_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let server = Server::new(1);
    let program = Program::with(&server).without_credentials();
    add(
        &program,
        &format!("default --account-sid {ACCOUNT}"),
        SECRET,
    );
    let mode = fs::metadata(program.profiles())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    fs::set_permissions(program.profiles(), fs::Permissions::from_mode(0o644)).unwrap();
    for line in ["parcels list", "profile list", "profile remove default"] {
        let told = program.run(line).failure(3);
        let path = program.profiles();
        assert!(
            told.contains("0644") && told.contains(&format!("chmod 600 '{}'", path.display())),
            "{told}"
        );
    }
    assert!(server.requests().is_empty());
}

#[test]
fn what_is_not_right_is_not_kept() {
    let program = Program::bare();
    for (args, secret, told) in [
        ("work", "s", "--account-sid or --api-key"),
        ("work --account-sid AC1", "s", "AC and 32"),
        (&format!("work --api-key {ACCOUNT}"), "s", "SK and 32"),
        (&format!("a/b --account-sid {ACCOUNT}"), "s", "letters"),
        (&format!("work --account-sid {ACCOUNT}"), "", "empty"),
    ] {
        let found = add(&program, args, secret).failure(2);
        assert!(found.contains(told), "{found}");
    }
    assert!(!program.profiles().exists());
    add(&program, &format!("work --account-sid {ACCOUNT}"), "one");
    let again = format!("work --account-sid {ACCOUNT}");
    assert!(
        add(&program, &again, "two")
            .failure(2)
            .contains("--replace")
    );
    assert_eq!(
        add(&program, &format!("{again} --replace"), "two").code,
        Some(0)
    );
    assert!(
        fs::read_to_string(program.profiles())
            .unwrap()
            .contains("\"two\"")
    );
}
