//! Which servers are trusted, and whose cryptography decides.

use std::sync::Arc;

use rustls::RootCertStore;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::settings::Settings;
use crate::Error;

pub(crate) struct Tls {
    provider: Arc<CryptoProvider>,
    roots: Vec<CertificateDer<'static>>,
}

impl Tls {
    /// Reads the given certificates and, unless they are to be alone, the platform's.
    pub(crate) fn new(settings: &Settings) -> Result<Self, Error> {
        let provider = provider().ok_or_else(|| {
            Error::config(
                "there is no cryptography for TLS: enable the feature `ring` or `aws-lc-rs`, or install a default \
                 provider of rustls in the process",
            )
        })?;
        let mut roots = given(&settings.roots)?;
        if !settings.only_given_roots {
            let platform = rustls_native_certs::load_native_certs();
            if let ([], Some(error)) = (&platform.certs[..], platform.errors.into_iter().next()) {
                let sentence = format!("the platform's certificates can't be read: {error}");
                return Err(Error::config(sentence).with_source(error));
            }
            roots.extend(platform.certs);
        }
        match roots.is_empty() {
            true => Err(Error::config("there are no certificates to trust")),
            false => Ok(Self { provider, roots }),
        }
    }

    /// A client's configuration of rustls, without ALPN.
    #[cfg(feature = "transport")]
    pub(crate) fn client_config(&self) -> Result<rustls::ClientConfig, Error> {
        let mut roots = RootCertStore::empty();
        // A platform may hold certificates that rustls can't read; the given ones were tried before.
        roots.add_parsable_certificates(self.roots.iter().cloned());
        // The provider is named, because a process may hold several and rustls would not know which to take.
        let builder = rustls::ClientConfig::builder_with_provider(self.provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::config(error.to_string()).with_source(error))?;
        Ok(builder.with_root_certificates(roots).with_no_client_auth())
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn ureq_config(&self) -> ureq::tls::TlsConfig {
        let roots = self.roots.iter();
        let roots = roots.map(|root| ureq::tls::Certificate::from_der(root).to_owned());
        ureq::tls::TlsConfig::builder()
            .root_certs(ureq::tls::RootCerts::Specific(Arc::new(roots.collect())))
            .unversioned_rustls_crypto_provider(self.provider.clone())
            .build()
    }
}

/// The cryptography that the features choose, or the process.
pub(super) fn provider() -> Option<Arc<CryptoProvider>> {
    #[cfg(feature = "aws-lc-rs")]
    let provider = Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    let provider = Some(Arc::new(rustls::crypto::ring::default_provider()));
    #[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
    let provider = CryptoProvider::get_default().cloned();
    provider
}

/// The certificates in texts in PEM form; one that can't be used is an error, not a server that is distrusted later.
fn given(pems: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let mut roots = Vec::new();
    for pem in pems {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| refuse(&error))?;
            let added = RootCertStore::empty().add(certificate.clone());
            added.map_err(|error| refuse(&error))?;
            roots.push(certificate);
        }
        if roots.len() == before {
            return Err(refuse(&"there is none in it"));
        }
    }
    Ok(roots)
}

fn refuse(reason: &dyn std::fmt::Display) -> Error {
    Error::config(format!(
        "a root certificate can't be read from its PEM text: {reason}"
    ))
}

#[cfg(test)]
#[cfg(any(feature = "ring", feature = "aws-lc-rs"))]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn tls(roots: &[&str], only_given_roots: bool) -> Result<Tls, Error> {
        Tls::new(&Settings {
            roots: roots.iter().map(|pem| pem.as_bytes().to_vec()).collect(),
            only_given_roots,
            ..Settings::default()
        })
    }

    fn certificate() -> String {
        let signed = rcgen::generate_simple_self_signed(["parcels.test".to_owned()]);
        signed.unwrap().cert.pem()
    }

    #[test]
    fn given_certificates_come_beside_the_platforms_or_alone() {
        let two = format!("A comment\n{}{}", certificate(), certificate());
        let alone = tls(&[&two, &certificate()], true).unwrap();
        assert_eq!(alone.roots.len(), 3);
        let beside = tls(&[&two], false).unwrap();
        let platform = rustls_native_certs::load_native_certs();
        assert_eq!(beside.roots.len(), 2 + platform.certs.len());
    }

    #[test]
    fn certificates_that_cannot_be_used_are_refused() {
        let cut = certificate().replace("-----END CERTIFICATE-----", "");
        let no_certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for roots in [
            &["no certificate"][..],
            &[""],
            &[&cut],
            &[no_certificate],
            &[],
        ] {
            let error = tls(roots, true).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains("certificate"), "{error}");
        }
    }
}
