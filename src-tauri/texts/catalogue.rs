//! What a file of texts holds: which messages, with which arguments; and a Rust type of the program's own ones.
//!
//! Used by the build script, and by the tests of `texts`. Must not know how a text is put together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use fluent_syntax::ast::{
    self, CallArguments, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::{parser, serializer};

/// Messages of the pages begin so; the program does not use them.
const OF_PAGES: &str = "page-";
/// The plural's categories: what is chosen by them is a number.
const PLURAL: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Text,
    /// Written with `NUMBER()`, or chooses a plural.
    Number,
}

/// One message.
#[derive(Debug, Default)]
pub struct Entry {
    /// As it stands in the file, for the reader of the code.
    text: String,
    arguments: BTreeMap<String, Kind>,
    refers_to: BTreeSet<String>,
}

/// The messages of one language, by name.
#[derive(Debug, Default)]
pub struct Catalogue {
    messages: BTreeMap<String, Entry>,
}

impl Catalogue {
    /// Reads a file of texts.
    ///
    /// # Errors
    /// Each line that is not understood, each message that is there twice or without a text.
    pub fn parse(source: &str, path: &str) -> Result<Self, Vec<String>> {
        let resource = parser::parse(source).map_err(|(_, errors)| {
            let line = |at: usize| source[..at].lines().count();
            let told = errors.iter().map(|error| {
                let line = line(error.pos.start);
                format!("{path}, line {line}: {}", error.kind)
            });
            told.collect::<Vec<_>>()
        })?;
        let (mut catalogue, mut problems) = (Self::default(), Vec::new());
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let id = message.id.name.to_owned();
                let read = Entry::read(&message);
                if read.text.is_empty() {
                    problems.push(format!("{path}: {id} has no text"));
                }
                if catalogue.messages.insert(id.clone(), read).is_some() {
                    problems.push(format!("{path}: {id} is there twice"));
                }
            }
        }
        for (id, message) in &catalogue.messages {
            for other in &message.refers_to {
                if !catalogue.messages.contains_key(other) {
                    problems.push(format!(
                        "{path}: {id} refers to {other}, which is not there"
                    ));
                }
            }
        }
        if problems.is_empty() {
            Ok(catalogue)
        } else {
            Err(problems)
        }
    }

    /// All messages, by name.
    #[cfg(test)]
    pub fn messages(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.messages
            .iter()
            .map(|(id, message)| (id.as_str(), message))
    }

    /// The file of this catalogue without comments and what the pages alone say: what the program carries.
    #[must_use]
    #[allow(dead_code, reason = "the tests of `texts` read the whole file")]
    pub fn own(&self, source: &str) -> String {
        let mut wanted: BTreeSet<&str> = self.messages.keys().map(String::as_str).collect();
        wanted.retain(|id| !id.starts_with(OF_PAGES));
        let mut new: Vec<&str> = wanted.iter().copied().collect();
        while let Some(message) = new.pop().and_then(|id| self.messages.get(id)) {
            let others = message.refers_to.iter().map(String::as_str);
            new.extend(others.filter(|other| wanted.insert(other)));
        }
        let (Ok(mut resource) | Err((mut resource, _))) = parser::parse(source);
        resource.body.retain(
            |entry| matches!(entry, ast::Entry::Message(message) if wanted.contains(message.id.name)),
        );
        for entry in &mut resource.body {
            if let ast::Entry::Message(message) = entry {
                message.comment = None;
            }
        }
        serializer::serialize(&resource)
    }

    /// The program's own texts as an enum `Text`, each with its arguments.
    #[must_use]
    pub fn as_rust(&self) -> String {
        let mut variants = String::new();
        let mut ids = String::new();
        let mut arguments = String::new();
        let referred: BTreeSet<&String> = self
            .messages
            .values()
            .flat_map(|message| &message.refers_to)
            .collect();
        for (id, message) in &self.messages {
            if id.starts_with(OF_PAGES) {
                continue;
            }
            let name = camel(id);
            for line in message.text.lines() {
                let _ = writeln!(variants, "    /// `{}`", line.replace('`', "'"));
            }
            // A text that others are made of need not be shown by itself.
            if referred.contains(id) {
                variants.push_str("    #[allow(dead_code)]\n");
            }
            let fields: Vec<String> = message
                .arguments
                .iter()
                .map(|(name, kind)| match kind {
                    Kind::Text => format!("{name}: &'a str"),
                    Kind::Number => format!("{name}: Number"),
                })
                .collect();
            let names: Vec<&str> = message.arguments.keys().map(String::as_str).collect();
            if fields.is_empty() {
                let _ = writeln!(variants, "    {name},");
                let _ = writeln!(ids, "            Self::{name} => \"{id}\",");
            } else {
                let _ = writeln!(variants, "    {name} {{ {} }},", fields.join(", "));
                let _ = writeln!(ids, "            Self::{name} {{ .. }} => \"{id}\",");
                let sets: Vec<String> = names
                    .iter()
                    .map(|name| format!("arguments.set(\"{name}\", {name});"))
                    .collect();
                let _ = writeln!(
                    arguments,
                    "            Self::{name} {{ {} }} => {{ {} }}",
                    names.join(", "),
                    sets.join(" ")
                );
            }
        }
        format!(
            "/// A text of the catalogue, with what is put into it.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::enum_variant_names)]
pub enum Text<'a> {{
{variants}}}

impl<'a> Text<'a> {{
    fn id(self) -> &'static str {{
        match self {{
{ids}        }}
    }}

    fn arguments(self) -> FluentArgs<'a> {{
        let mut arguments = FluentArgs::new();
        match self {{
{arguments}            _ => {{}}
        }}
        arguments
    }}
}}
"
        )
    }
}

/// What the other catalogue, which lies at `path`, has otherwise than the first one.
#[must_use]
pub fn differences(first: &Catalogue, other: &Catalogue, path: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (id, message) in &first.messages {
        match other.messages.get(id) {
            None => problems.push(format!("{path}: {id} is missing")),
            Some(same) if names(same) != names(message) => problems.push(format!(
                "{path}: {id} has the arguments {:?}, and in English {:?}",
                names(same),
                names(message)
            )),
            Some(_) => {}
        }
    }
    let unknown = |id: &&String| !first.messages.contains_key(*id);
    let more = other.messages.keys().filter(unknown);
    problems.extend(more.map(|id| format!("{path}: {id} is not there in English")));
    problems
}

fn names(message: &Entry) -> Vec<&String> {
    message.arguments.keys().collect()
}

/// `age-now` as `AgeNow`.
fn camel(id: &str) -> String {
    id.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        })
        .collect()
}

impl Entry {
    #[cfg(test)]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[cfg(test)]
    pub fn arguments(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.arguments
            .iter()
            .map(|(name, kind)| (name.as_str(), *kind))
    }

    fn read(message: &Message<&str>) -> Self {
        let mut read = Self::default();
        if let Some(pattern) = &message.value {
            read.pattern(pattern);
        }
        read
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, Kind::Text),
            Expression::Select { selector, variants } => {
                let plural = variants.iter().all(|variant| match variant.key {
                    VariantKey::Identifier { name } => PLURAL.contains(&name),
                    VariantKey::NumberLiteral { .. } => true,
                });
                let kind = if plural { Kind::Number } else { Kind::Text };
                let shown = self.text.len();
                self.inline(selector, kind);
                self.text.truncate(shown);
                for (at, variant) in variants.iter().enumerate() {
                    if at > 0 {
                        self.text.push_str(" / ");
                    }
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, expression: &InlineExpression<&str>, kind: Kind) {
        match expression {
            InlineExpression::VariableReference { id } => {
                let _ = write!(self.text, "{{{}}}", id.name);
                let known = self.arguments.entry(id.name.to_owned()).or_insert(kind);
                *known = (*known).max(kind);
            }
            InlineExpression::FunctionReference { id, arguments } => {
                let kind = if id.name == "NUMBER" {
                    Kind::Number
                } else {
                    kind
                };
                self.call(arguments, kind);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => self.text.push_str(value),
            InlineExpression::MessageReference { id, .. } => {
                let _ = write!(self.text, "{{{}}}", id.name);
                self.refers_to.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, .. } => {
                let _ = write!(self.text, "{{-{}}}", id.name);
            }
        }
    }

    fn call(&mut self, arguments: &CallArguments<&str>, kind: Kind) {
        for argument in &arguments.positional {
            self.inline(argument, kind);
        }
    }
}
