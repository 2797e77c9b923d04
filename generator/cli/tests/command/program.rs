//! The program that is tested, with an environment of its own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::server::Server;

/// The auth token, which must never be printed.
pub const SECRET: &str = "hunter2hunter2hunter2hunter2hunt";
/// The account and its token as the `Authorization` header has them.
pub const HEADER: &str =
    "QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpodW50ZXIyaHVudGVyMmh1bnRlcjJodW50ZXIyaHVudA==";
pub const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";

/// The program, and a home that is gone with it.
pub struct Program {
    home: PathBuf,
    base_url: Option<String>,
    has_credentials: bool,
}

/// What the program left.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Program {
    /// A program without credentials and without a server.
    pub fn bare() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("openapi-client-cli-home-{}-{count}", std::process::id());
        let home = std::env::temp_dir().join(name);
        fs::create_dir_all(&home).unwrap();
        Self {
            home,
            base_url: None,
            has_credentials: false,
        }
    }

    /// A program that has credentials in its environment and asks the server.
    pub fn with(server: &Server) -> Self {
        let mut program = Self::bare();
        program.base_url = Some(server.url());
        program.has_credentials = true;
        program
    }

    /// Without what the environment holds.
    pub fn without_credentials(mut self) -> Self {
        self.has_credentials = false;
        self
    }

    pub fn profiles(&self) -> PathBuf {
        self.home.join(".config/parcels/profiles.toml")
    }

    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The command, for what `run` can't do.
    pub fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(binary());
        command.env_clear().env("HOME", &self.home).args(args);
        if let Some(url) = &self.base_url {
            command.args(["--base-url", url]);
        }
        if self.has_credentials {
            command
                .env("TWILIO_ACCOUNT_SID", ACCOUNT)
                .env("TWILIO_AUTH_TOKEN", SECRET);
        }
        command
    }

    /// Runs it with the words of a line.
    pub fn run(&self, line: &str) -> Outcome {
        self.run_with(&line.split_whitespace().collect::<Vec<_>>(), "")
    }

    /// Runs it with arguments and this on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Outcome {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may end without reading.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Outcome::of(&child.wait_with_output().unwrap())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.home);
    }
}

impl Outcome {
    /// What a process left, which holds no secret, whatever happened.
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            assert!(
                !text.contains("hunter2") && !text.contains(HEADER),
                "{text}"
            );
            text
        };
        Self {
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Standard output, after success.
    #[track_caller]
    pub fn success(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        self.stdout
    }

    /// Standard error, after a failure without output.
    #[track_caller]
    pub fn failure(self, code: i32) -> String {
        assert_eq!(
            (self.code, self.stdout.as_str()),
            (Some(code), ""),
            "{self:?}"
        );
        self.stderr
    }
}

/// The example's binary, which cargo builds beside the tests.
fn binary() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().join("../examples/parcels");
    let path = path.with_extension(std::env::consts::EXE_EXTENSION);
    assert!(
        path.exists(),
        "run `cargo build -p openapi-client-cli --examples` first"
    );
    path
}
