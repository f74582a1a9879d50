//! `haggle doctor`: each link of the chain, its state and the cure.

use std::time::Duration;

use game_desktop::Finding;
use market_client::{Call, CallError, ClientConfig, MarketAddress};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::args::Args;
use super::{Exit, connect, print};
use crate::settings::{Settings, SettingsFile};

/// How long the market may take to show that it is there.
const DEADLINE: Duration = Duration::from_secs(8);

/// `haggle doctor`: 0 when all is well, 1 otherwise.
pub fn run(args: &Args, as_json: bool) -> anyhow::Result<Exit> {
    let (settings, mut findings) = settings(args);
    findings.extend(game_desktop::doctor(&settings.desktop()));
    findings.extend(market_findings(&settings)?);
    if as_json {
        print::json(
            &json!({ "well": findings.iter().all(|finding| finding.ok), "findings": findings.iter().map(finding_json).collect::<Vec<_>>() }),
        )?;
    } else {
        for finding in &findings {
            print::result(&finding_text(finding))?;
        }
    }
    Ok(if findings.iter().all(|finding| finding.ok) {
        Exit::Done
    } else {
        Exit::Failed
    })
}

fn settings(args: &Args) -> (Settings, Vec<Finding>) {
    let loaded =
        SettingsFile::open(args.config_dir.as_deref()).and_then(|file| Ok((file.load()?, file)));
    match loaded {
        Ok(((settings, None), file)) => {
            let state = format!("kept in {}", file.folder().display());
            (
                args.apply(settings),
                vec![Finding {
                    link: "settings",
                    ok: true,
                    state,
                    cure: None,
                }],
            )
        }
        Ok(((settings, Some(note)), _)) => {
            let finding = Finding {
                link: "settings",
                ok: false,
                state: "the file was damaged".into(),
                cure: Some(note.words()),
            };
            (args.apply(settings), vec![finding])
        }
        Err(error) => {
            let finding = Finding {
                link: "settings",
                ok: false,
                state: "not readable".into(),
                cure: Some(error.to_string()),
            };
            (args.apply(Settings::default()), vec![finding])
        }
    }
}

fn market_findings(settings: &Settings) -> anyhow::Result<Vec<Finding>> {
    let address: MarketAddress = match settings.market.parse() {
        Ok(address) => address,
        Err(error) => {
            return Ok(vec![bad(
                "market",
                "no usable address".to_owned(),
                format!("{error}"),
            )]);
        }
    };
    let token = match connect::token(settings, &address) {
        Ok(token) => token,
        Err(error) => {
            let cure = "Set HAGGLE_TOKEN to a whole token, or leave it away.".to_owned();
            return Ok(vec![bad("login", format!("HAGGLE_TOKEN: {error}"), cure)]);
        }
    };
    let login = match token.as_ref().map(market_client::Token::expires_at) {
        None => bad(
            "login",
            "nobody is logged in".to_owned(),
            "Start haggle and choose Log in in its settings; many searches work without."
                .to_owned(),
        ),
        Some(Some(expiry)) if expiry <= std::time::SystemTime::now() => bad(
            "login",
            "the login ran out".to_owned(),
            "Log in once more in the settings.".to_owned(),
        ),
        Some(_) => good("login", "a login is kept for this market".to_owned()),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let reached = runtime.block_on(reach(address.clone()));
    let market = match reached {
        Ok(()) => good("market", format!("{address} answers")),
        Err(error) => bad(
            "market",
            format!("{address}: {error}"),
            "Check the connection, or --market; try again later.".to_owned(),
        ),
    };
    Ok(vec![market, login])
}

/// Asks for one listing, which needs no login: an answer of any kind shows that the market is there.
async fn reach(address: MarketAddress) -> Result<(), CallError> {
    let config = ClientConfig {
        address,
        call_deadline: DEADLINE,
        ..ClientConfig::default()
    };
    let (client, driver) = market_client::client(config, None);
    let shutdown = CancellationToken::new();
    let asked = async {
        let answer = client
            .call(Call::Find {
                service: "market/listing".into(),
                query: json!({ "$limit": 1 }),
            })
            .await;
        shutdown.cancel();
        match answer {
            Ok(_) | Err(CallError::Refused { .. } | CallError::LoginNeeded) => Ok(()),
            Err(error) => Err(error),
        }
    };
    let (reached, ()) = tokio::join!(asked, driver.run(shutdown.clone()));
    reached
}

fn good(link: &'static str, state: String) -> Finding {
    Finding {
        link,
        ok: true,
        state,
        cure: None,
    }
}

fn bad(link: &'static str, state: String, cure: String) -> Finding {
    Finding {
        link,
        ok: false,
        state,
        cure: Some(cure),
    }
}

fn finding_json(finding: &Finding) -> serde_json::Value {
    json!({ "link": finding.link, "ok": finding.ok, "state": finding.state, "cure": finding.cure })
}

fn finding_text(finding: &Finding) -> String {
    let mark = if finding.ok { "ok  " } else { "BAD " };
    let cure = finding
        .cure
        .as_ref()
        .map(|cure| format!("\n       → {cure}"))
        .unwrap_or_default();
    format!("{mark} {:<10} {}{cure}", finding.link, finding.state)
}
