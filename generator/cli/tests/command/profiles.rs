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
    let printed = add(
        &program,
        &format!("work --account-sid {ACCOUNT} --edge dublin"),
        SECRET,
    );
    assert_eq!(printed.code, Some(0), "{printed:?}");
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
    let printed = program.run("parcels list --profile work").failure(3);
    assert!(
        printed.contains("no profile work") && printed.contains("there are default"),
        "{printed}"
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
        let printed = program.run(line).failure(3);
        let path = program.profiles();
        assert!(
            printed.contains("0644")
                && printed.contains(&format!("chmod 600 '{}'", path.display())),
            "{printed}"
        );
    }
    assert!(server.requests().is_empty());
}

#[test]
fn what_is_not_right_is_not_kept() {
    let program = Program::bare();
    for (args, secret, printed) in [
        ("work", "s", "--account-sid or --api-key"),
        ("work --account-sid AC1", "s", "AC and 32"),
        (&format!("work --api-key {ACCOUNT}"), "s", "SK and 32"),
        (&format!("a/b --account-sid {ACCOUNT}"), "s", "letters"),
        (&format!("work --account-sid {ACCOUNT}"), "", "empty"),
    ] {
        let found = add(&program, args, secret).failure(2);
        assert!(found.contains(printed), "{found}");
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

#[test]
fn profiles_that_are_added_at_once_are_all_kept() {
    let program = Program::bare();
    let names: Vec<_> = (0..30).map(|number| format!("c{number}")).collect();
    std::thread::scope(|scope| {
        for name in &names {
            let program = &program;
            scope.spawn(move || {
                let args = format!("{name} --account-sid {ACCOUNT}");
                assert_eq!(add(program, &args, SECRET).code, Some(0));
            });
        }
    });
    let list = program.run("profile list -o csv --columns name").success();
    assert_eq!(list.lines().count(), 31, "{list}");
}

#[cfg(unix)]
#[test]
fn nothing_is_left_of_a_process_that_is_killed() {
    let program = Program::bare();
    for count in 0_u64..60 {
        let name = format!("k{count}");
        let line = ["profile", "add", &name, "--account-sid", ACCOUNT];
        let mut command = program.command(&line);
        let child = command
            .stdin(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn();
        let mut child = child.unwrap();
        let mut input = child.stdin.take().unwrap();
        let _ = std::io::Write::write_all(&mut input, b"hunter2\n");
        drop(input);
        std::thread::sleep(std::time::Duration::from_micros(count * 200));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    // Whatever was cut short, the file is whole and the lock free.
    program.run("profile list").success();
    let args = format!("last --account-sid {ACCOUNT}");
    assert_eq!(add(&program, &args, SECRET).code, Some(0));
    let folder = fs::read_dir(program.profiles().parent().unwrap()).unwrap();
    let mut names: Vec<_> = folder.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["profiles.toml", "profiles.toml.lock"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_the_file_is_not_waited_for() {
    let program = Program::bare();
    fs::create_dir_all(program.profiles().parent().unwrap()).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(program.profiles())
        .status();
    assert!(made.unwrap().success());
    for line in ["profile list", "profile remove x", "parcels list"] {
        let printed = program.run(line).failure(3);
        assert!(printed.contains("is no regular file"), "{printed}");
    }
    let printed = add(&program, &format!("x --account-sid {ACCOUNT}"), SECRET).failure(3);
    assert!(printed.contains("is no regular file"), "{printed}");
}
