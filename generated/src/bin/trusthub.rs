//! TrustHub on the command line.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

fn main() -> std::process::ExitCode {
    openapi_client_cli::main(
        &openapi_client_cli::Program {
            name: "trusthub",
            version: env!("CARGO_PKG_VERSION"),
            service: &twilio_trusthub::dynamic::SERVICE,
        },
    )
}
