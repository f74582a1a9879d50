//! One look at all links after the other, as far as it has come. Pure.

use super::{Finding, LINKS};

/// The last visit; findings of an older one are dropped.
#[derive(Debug, Default)]
pub struct Visit {
    number: u64,
    running: bool,
    findings: Vec<Finding>,
}

impl Visit {
    /// Begins anew and gives the visit's number; `None` while one is under way.
    pub fn begin(&mut self) -> Option<u64> {
        if self.running {
            return None;
        }
        self.number += 1;
        self.running = true;
        self.findings.clear();
        Some(self.number)
    }

    /// A link was looked at.
    pub fn found(&mut self, visit: u64, finding: Finding) {
        if visit == self.number && self.running {
            self.findings.push(finding);
        }
    }

    /// All links were looked at; `true` where that is news.
    pub fn done(&mut self, visit: u64) -> bool {
        visit == self.number && std::mem::take(&mut self.running)
    }

    /// It is under way.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// What was found so far.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Each link, and what was found of it; those that could not be looked at any more are left out when it is done.
    pub fn links(&self) -> impl Iterator<Item = (&'static str, Option<&Finding>)> {
        let found = |link: &str| self.findings.iter().find(|finding| finding.link() == link);
        LINKS
            .into_iter()
            .map(move |link| (link, found(link)))
            .filter(|(_, finding)| self.running || finding.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::doctor::{Login, TrayState};

    const LOGIN: Finding = Finding::Login(Login::Nobody);
    const TRAY: Finding = Finding::Tray(TrayState::Shown);

    #[test]
    fn findings_come_one_by_one_and_only_those_of_this_visit() {
        let mut visit = Visit::default();
        assert_eq!(visit.links().count(), 0);
        let first = visit.begin().expect("nothing runs");
        assert_eq!(visit.begin(), None, "one at a time");
        visit.found(first, LOGIN);
        assert_eq!(visit.links().count(), LINKS.len());
        assert_eq!(
            visit.links().filter(|(_, found)| found.is_some()).count(),
            1
        );
        assert!(visit.done(first) && !visit.done(first));
        assert_eq!(visit.links().count(), 1);

        let second = visit.begin().expect("it is done");
        visit.found(first, TRAY);
        assert!(visit.findings().is_empty());
        assert!(!visit.done(first) && visit.is_running());
        visit.found(second, TRAY);
        assert!(visit.done(second));
    }
}
