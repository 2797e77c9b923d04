//! What a program sees when something goes wrong: a page of documentation, which the tests hold to be true.
#![doc = include_str!("error_guide.md")]
