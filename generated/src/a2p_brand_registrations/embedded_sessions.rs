//! Sessions of the embedded form of a brand registration: how an unfinished or rejected one is taken up
//! again.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;

/// Sessions of the embedded form of a brand registration: how an unfinished or rejected one is taken up
/// again.
///
/// `/v1/A2PBrandRegistrations/{Id}/EmbeddedSessions`
#[derive(Clone, Debug)]
pub struct EmbeddedSessions {
    client: rt::Client,
    id: String,
}

impl EmbeddedSessions {
    pub(crate) fn new(client: rt::Client, id: String) -> Self {
        Self { client, id }
    }

    /// Opens the form of a brand registration again.
    ///
    /// Returns the session that is still open, or a new one when the last has ended. Only a registration
    /// that is unfinished or was rejected can be taken up again. The request has no body.
    ///
    /// `POST /v1/A2PBrandRegistrations/{Id}/EmbeddedSessions`; returns 200.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let a2p_embedded_session = trusthub
    ///     .a2p_brand_registrations()
    ///     .embedded_sessions(
    ///         "tri1.us1.account.AC75f0ea72ace6069fe0a7f80525507ddb.registration.BU7b0e4c1f93d2a65e8c47f016b9d3e25a",
    ///     )
    ///     .create()
    ///     .await?;
    /// println!("{:?}", a2p_embedded_session);
    /// # Ok(()) }
    /// ```
    pub fn create(&self) -> rt::Call<crate::types::A2pEmbeddedSession> {
        self.client
            .post("/v1/A2PBrandRegistrations/{Id}/EmbeddedSessions")
            .path("Id", &self.id)
    }
}
