//! The `haggle` program.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    haggle::cli::run(haggle::cli::Args::parse())
}
