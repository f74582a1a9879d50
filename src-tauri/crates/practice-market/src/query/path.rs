//! Dotted paths through documents and their arrays. Must not know filters.

use super::node::{Kind, Node};

/// A dotted path such as `item.modifiers.values.0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    key: String,
    /// Set where the key can also be a place in an array.
    index: Option<usize>,
}

impl Path {
    pub fn new(dotted: &str) -> Self {
        let steps = dotted
            .split('.')
            .map(|key| Step {
                key: key.to_owned(),
                index: key.parse().ok(),
            })
            .collect();
        Self { steps }
    }

    /// Calls `found` with each value that the path leads to, until it says `true`; a way that leads
    /// nowhere gives `None`. A step on an array is taken in each of its elements, and a number is
    /// also a place in it.
    pub fn any<'a, N: Node>(
        &self,
        document: &'a N,
        mut found: impl FnMut(Option<&'a N>) -> bool,
    ) -> bool {
        walk(&self.steps, document, &mut found)
    }

    /// The first value that the path leads to.
    pub fn first<'a, N: Node>(&self, document: &'a N) -> Option<&'a N> {
        let mut first = None;
        self.any(document, |value| {
            first = value;
            value.is_some()
        });
        first
    }
}

fn walk<'a, N: Node>(
    steps: &[Step],
    value: &'a N,
    found: &mut impl FnMut(Option<&'a N>) -> bool,
) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return found(Some(value));
    };
    match value.kind() {
        Kind::Object(_) => match value.field(&step.key) {
            Some(next) => walk(rest, next, found),
            None => found(None),
        },
        Kind::Array(elements) => {
            if let Some(next) = step.index.and_then(|index| elements.get(index))
                && walk(rest, next, found)
            {
                return true;
            }
            let is_object = |element: &&N| matches!(element.kind(), Kind::Object(_));
            let mut inside = elements.iter().filter(is_object).peekable();
            if inside.peek().is_none() && step.index.is_none_or(|index| index >= elements.len()) {
                return found(None);
            }
            inside.any(|element| walk(steps, element, found))
        }
        _ => found(None),
    }
}
