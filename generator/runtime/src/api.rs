//! What a generated crate says about the service it is for.

/// One Twilio product, as its generated crate describes it.
///
/// ```
/// static API: twilio_runtime::Api = twilio_runtime::Api {
///     name: "Parcels",
///     server: "https://parcels.twilio.com",
///     user_agent: "twilio-parcels/1.0.0",
/// };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Api {
    /// The product's name, as error messages say it.
    pub name: &'static str,
    /// Scheme and host of the product without region and edge, such as `https://parcels.twilio.com`.
    pub server: &'static str,
    /// The first word of the `User-Agent` header: crate name and version.
    pub user_agent: &'static str,
}

/// The product that the tests of this crate are about.
#[cfg(test)]
pub(crate) static PARCELS: Api = Api {
    name: "Parcels",
    server: "https://parcels.twilio.com",
    user_agent: "twilio-parcels/1.0.0",
};
