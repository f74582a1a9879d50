#!/bin/sh
# Fuzzes one target for a while: run.sh TARGET SECONDS [FOLDER]. Works on the stable toolchain, without cargo-fuzz.
# New inputs, and an input that fails, go to FOLDER; without it new inputs join corpus/TARGET, to be committed.
set -eu
target=$1
seconds=$2
found=${3:-}
host=$(rustc -vV | sed -n 's/^host: //p')
folder=$(dirname "$0")
flags="--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1"
for flag in level=4 inline-8bit-counters pc-table trace-compares; do
  flags="$flags -Cllvm-args=-sanitizer-coverage-$flag"
done
# With --target, build scripts are left without the fuzzer's flags.
RUSTFLAGS="$flags" cargo build --quiet --locked --release --manifest-path "$folder/Cargo.toml" --target "$host" --bin "$target"
out=${CARGO_TARGET_DIR:-$folder/target}/$host/release
corpus=$folder/corpus/$target
mkdir -p "$corpus"
if [ -n "$found" ]; then
  set -- "$found" "$corpus" -artifact_prefix="$found/failed-" -verbosity=0
else
  set -- "$corpus"
fi
# An input that takes a second is slow by far, for the budget is microseconds.
exec "$out/$target" "$@" -max_total_time="$seconds" -timeout=1 -max_len=65536 -print_final_stats=1
