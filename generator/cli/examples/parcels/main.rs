//! The command line of a made-up product, as a generated crate would have it.

mod service;

fn main() -> std::process::ExitCode {
    openapi_client_cli::main(&openapi_client_cli::Program {
        name: "parcels",
        version: env!("CARGO_PKG_VERSION"),
        service: &service::SERVICE,
    })
}
