//! What the first item costs, the tables' reading included. Each round is a process of its own.
//!
//! `cargo bench -p item-parsers --bench first_use`

use std::process::Command;
use std::time::Instant;

const ROUNDS: usize = 21;
const CHILD: &str = "HAGGLE_BENCH_FIRST_USE";

const CASES: &[(&str, &str)] = &[
    (
        "unique",
        include_str!("../tests/cases/clipboard/01-unique-ring-corrupted.item.json"),
    ),
    (
        "rare, affixes included",
        include_str!("../tests/cases/clipboard/31-rare-claw.item.json"),
    ),
];

#[allow(clippy::print_stdout)]
fn main() {
    if let Some(which) = std::env::var(CHILD)
        .ok()
        .and_then(|which| which.parse::<usize>().ok())
    {
        let start = Instant::now();
        let item = item_parsers::parse_clipboard(CASES[which].1).expect("an item");
        let filters = item_parsers::filter::preselect(&item);
        let elapsed = start.elapsed();
        assert!(!filters.is_empty());
        println!("{}", elapsed.as_nanos());
        return;
    }
    let program = std::env::current_exe().expect("this program");
    for (which, (name, _)) in CASES.iter().enumerate() {
        let mut times: Vec<u128> = (0..ROUNDS)
            .map(|_| {
                let output = Command::new(&program)
                    .env(CHILD, which.to_string())
                    .output()
                    .expect("a round");
                String::from_utf8_lossy(&output.stdout)
                    .trim()
                    .parse()
                    .expect("a time")
            })
            .collect();
        times.sort_unstable();
        println!(
            "first use, {name}: median {:.2} ms, worst {:.2} ms",
            times[ROUNDS / 2] as f64 / 1e6,
            times[ROUNDS - 1] as f64 / 1e6
        );
    }
}
