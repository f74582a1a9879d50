#!/bin/sh
# Fuzzes one target for a while: run.sh TARGET SECONDS. Works on the stable toolchain, without cargo-fuzz.
# New inputs go to corpus/TARGET, an input that fails to the present folder.
set -eu
target=$1
seconds=$2
host=$(rustc -vV | sed -n 's/^host: //p')
folder=$(dirname "$0")
flags="--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1"
for flag in level=4 inline-8bit-counters pc-table trace-compares; do
  flags="$flags -Cllvm-args=-sanitizer-coverage-$flag"
done
# With --target, build scripts are left without the fuzzer's flags.
RUSTFLAGS="$flags" cargo build --release --manifest-path "$folder/Cargo.toml" --target "$host" --bin "$target"
out=${CARGO_TARGET_DIR:-$folder/target}/$host/release
mkdir -p "$folder/corpus/$target"
# An input that takes a second is slow by far, for the budget is microseconds.
exec "$out/$target" "$folder/corpus/$target" -max_total_time="$seconds" -timeout=1 -max_len=65536 -print_final_stats=1
