//! The target `document` for libFuzzer; what it does is in the library.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| trusthub_fuzz::document(data));
