//! What is only read is left out of what is sent.

use std::cell::Cell;

thread_local! {
    static IS_SENT: Cell<bool> = const { Cell::new(false) };
}

/// Writes a value for a request: serde has no other way to tell its records what they are written for.
pub(crate) fn sent<T>(write: impl FnOnce() -> T) -> T {
    struct Before(bool);

    impl Drop for Before {
        fn drop(&mut self) {
            IS_SENT.set(self.0);
        }
    }

    let _before = Before(IS_SENT.replace(true));
    write()
}

/// Whether a property is left out that only responses have: for the attribute `skip_serializing_if` of generated records.
pub fn is_read_only<T>(value: &Option<T>) -> bool {
    value.is_none() || IS_SENT.get()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[derive(serde::Serialize)]
    struct Parcel {
        #[serde(skip_serializing_if = "super::is_read_only")]
        id: Option<u8>,
        size: u8,
    }

    #[test]
    fn what_is_only_read_is_not_sent() {
        let parcel = || Parcel {
            id: Some(1),
            size: 2,
        };
        let sent = crate::json(vec![parcel()]).value;
        assert_eq!(sent, json!([{"size": 2}]));
        let shown = serde_json::to_value(parcel()).unwrap();
        assert_eq!(shown, json!({"id": 1, "size": 2}));
        assert!(std::panic::catch_unwind(|| super::sent(|| panic!("no JSON"))).is_err());
        assert_eq!(serde_json::to_value(parcel()).unwrap(), shown);
    }
}
