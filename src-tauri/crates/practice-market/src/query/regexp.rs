//! `$regex` with `$options`. Must not know filters.

use regex::{Regex, RegexBuilder};

use super::QueryError;

/// Patterns larger than this, compiled, are refused: they come from outside.
const MAX_COMPILED_BYTES: usize = 256 * 1024;

/// Compiles a pattern with the options `i`, `m`, `s`, `x`.
pub fn compile(pattern: &str, options: &str) -> Result<Regex, QueryError> {
    let mut builder = RegexBuilder::new(pattern);
    builder.size_limit(MAX_COMPILED_BYTES);
    for option in options.chars() {
        match option {
            'i' => builder.case_insensitive(true),
            'm' => builder.multi_line(true),
            's' => builder.dot_matches_new_line(true),
            'x' => builder.ignore_whitespace(true),
            'u' => &mut builder,
            _ => return Err(QueryError::BadOperand("$options", "letters of imsxu")),
        };
    }
    builder
        .build()
        .map_err(|error| QueryError::BadPattern(error.to_string()))
}
