//! The client's verbs: how a request begins.

use crate::{Call, Client, List, Paging};

/// Requests by method and path template, `/v1/Parcels/{Sid}`, relative to the service's server.
///
/// Generated methods are made of these; they also reach operations that the generated crate doesn't know yet.
impl Client {
    /// A GET request.
    pub fn get<T>(&self, template: &'static str) -> Call<T> {
        Call::get(self, template)
    }

    /// A POST request.
    pub fn post<T>(&self, template: &'static str) -> Call<T> {
        Call::post(self, template)
    }

    /// A PUT request.
    pub fn put<T>(&self, template: &'static str) -> Call<T> {
        Call::put(self, template)
    }

    /// A PATCH request.
    pub fn patch<T>(&self, template: &'static str) -> Call<T> {
        Call::patch(self, template)
    }

    /// A DELETE request.
    pub fn delete<T>(&self, template: &'static str) -> Call<T> {
        Call::delete(self, template)
    }

    /// A GET request for a list, which comes in pages.
    pub fn list<T>(&self, template: &'static str, paging: Paging) -> List<T> {
        List::get(self, template, paging)
    }
}
