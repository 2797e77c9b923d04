//! The command line of a made-up product, as a generated crate would have it.

mod service;

fn main() -> std::process::ExitCode {
    twilio_command::main(&twilio_command::Program {
        name: "parcels",
        version: env!("CARGO_PKG_VERSION"),
        service: &service::SERVICE,
    })
}
