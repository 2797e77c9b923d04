//! The operations of `/v1/A2PCampaignRegistrations/{Id}/EmbeddedSessions`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};

pub(super) const RESOURCE: Resource = Resource {
    words: &["a2p-campaign-registrations", "embedded-sessions"],
    path: "/v1/A2PCampaignRegistrations/{Id}/EmbeddedSessions",
    docs: "Sessions of the embedded form of a campaign registration: how an unfinished or rejected one is taken up again.",
    operations: &[
        Operation {
            id: "CreateA2pCampaignRegistrationEmbeddedSession",
            word: "create",
            method: "POST",
            path: "/v1/A2PCampaignRegistrations/{Id}/EmbeddedSessions",
            docs: "Opens the form of a campaign registration again.\nReturns the session that is still open, or a new one when the last has ended. Only a registration that is unfinished or was rejected can be taken up again. The request has no body.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "Id",
                        "id",
                        ParameterKind::Text,
                        "`Id` of the path.",
                    )
                    .required(),
            ],
            columns: &["sessionId", "sessionToken", "id"],
            fields: super::fields_of::<crate::types::A2pEmbeddedSession>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .a2p_campaign_registrations()
        .embedded_sessions(arguments.required::<String>("Id")?)
        .create();
    Ok(request.into())
}
