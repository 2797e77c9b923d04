//! The services that the tests of this crate are about.

use super::*;

/// The service that the tests of this crate are about.
pub(crate) static PARCELS: Api =
    Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0")
        .environment("PARCELS")
        .token_url("https://oauth.example.com/v2/token")
        .conventions(&REGIONS);

/// Conventions by which a service has a host in each region: `parcels.ie1.example.com`.
pub(crate) static REGIONS: Conventions = Conventions {
    concurrent_requests: "x-concurrent-requests",
    server: |api, variables| match variables {
        [("region", region)] => Ok(api
            .server
            .replace(".example.", &format!(".{region}.example."))),
        _ => (PLAIN.server)(api, variables),
    },
    is_own_host: |api, host| {
        let own = api.server.trim_start_matches("https://");
        host == own || host == own.replace(".example.", ".ie1.example.")
    },
    ..PLAIN
};

/// The same service, if it never carried out a request that got a 429.
pub(crate) static LIMITED: Api = PARCELS.conventions(&Conventions {
    never_processes_429: true,
    ..PLAIN
});
