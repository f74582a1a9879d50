//! `haggle doctor`: each link of the chain, its state and the cure.

use std::sync::Arc;
use std::time::SystemTime;

use market_client::MarketAddress;
use serde_json::json;

use super::args::Args;
use super::{Exit, connect, print};
use crate::doctor::{self, Finding, Kept, Login, Patient, Verdict};
use crate::settings::{Settings, SettingsFile};
use crate::texts::Texts;

/// `haggle doctor`: 0 when all is well, 1 otherwise.
pub fn run(args: &Args, as_json: bool) -> anyhow::Result<Exit> {
    let patient = patient(args);
    let mut findings = Vec::new();
    let mut printed = Ok(());
    doctor::examine(&patient, &mut |finding| {
        if !as_json && printed.is_ok() {
            printed = print::result(&text(&finding));
        }
        findings.push(finding);
    });
    printed?;
    let well = findings.iter().all(is_ok);
    if as_json {
        let findings: Vec<_> = findings.iter().map(json_of).collect();
        print::json(&json!({ "well": well, "findings": findings }))?;
    }
    Ok(if well { Exit::Done } else { Exit::Failed })
}

fn patient(args: &Args) -> Patient {
    let loaded = SettingsFile::open(args.config_dir.as_deref()).and_then(|file| {
        file.try_folder()?;
        Ok((file.look()?, file))
    });
    let (settings, kept) = match loaded {
        Ok(((settings, None), file)) => (settings, Kept::In(file.folder().to_owned())),
        Ok(((settings, Some(note)), _)) => (settings, Kept::Damaged(note)),
        Err(error) => (Settings::default(), Kept::Unusable(Arc::new(error))),
    };
    let settings = args.apply(settings);
    Patient::of_settings(&settings, kept, login(&settings))
}

fn login(settings: &Settings) -> Login {
    let Ok(address) = settings.market.parse::<MarketAddress>() else {
        return Login::Nobody;
    };
    match connect::token(settings, &address) {
        Ok(token) => Login::of_token(token.as_ref(), SystemTime::now()),
        Err(error) => Login::BadToken(error.to_string()),
    }
}

fn is_ok(finding: &Finding) -> bool {
    finding.verdict() != Verdict::Bad
}

fn json_of(finding: &Finding) -> serde_json::Value {
    let (state, cure) = Texts::ENGLISH.finding(finding);
    json!({ "link": finding.link(), "ok": is_ok(finding), "state": state, "cure": cure })
}

fn text(finding: &Finding) -> String {
    let (state, cure) = Texts::ENGLISH.finding(finding);
    let mark = if is_ok(finding) { "ok  " } else { "BAD " };
    let cure = cure
        .map(|cure| format!("\n       → {cure}"))
        .unwrap_or_default();
    format!("{mark} {:<11} {state}{cure}", finding.link())
}
