//! The target `decode` for libFuzzer; what it does is in the library.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| trusthub_fuzz::decode(data));
