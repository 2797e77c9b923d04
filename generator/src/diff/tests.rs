//! Tests of the comparison on small documents.
