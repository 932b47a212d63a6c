//! Tasks of the project: run, test, bench.
fn main() {}
