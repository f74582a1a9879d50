//! The `haggle` program.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    game_desktop::join_console();
    haggle::cli::run(haggle::cli::Args::parse())
}
