//! The window of the player's own listings: feeds its machine, carries out what it wants.
//!
//! Must not know how the listings are shown.

use std::collections::HashMap;

use market_client::{CallError, MarketClient, Notice, Offer, Realm, ServiceEvent};

use super::{Runtime, now};
use crate::app::page_window::LISTINGS;
use crate::app::session::Session;
use crate::app::signal::Signal;
use crate::bridge::Tone;
use crate::mine::{Effect, Input, Own, Theirs};
use crate::overlay::{self, words};

impl Runtime {
    pub(super) fn mine(&mut self, input: Input, session: Option<&Session>) {
        for effect in self.mine.step(input, now()) {
            let client = session.map(|session| session.client.clone());
            let signals = self.signals.clone();
            self.tasks.spawn(async move {
                let input = match client {
                    Some(client) => carry_out(effect, &client).await,
                    None => match effect {
                        Effect::Load(id) => Input::Loaded(id, Err(CallError::Stopped)),
                        Effect::Change { .. } => Input::Changed(Err(CallError::Stopped)),
                    },
                };
                signals.send(Signal::Mine(input));
            });
        }
        self.draw_mine(session);
    }

    /// What the market says of its own accord may be about the player's own listings.
    pub(super) fn tell_mine(&mut self, event: &ServiceEvent, session: Option<&Session>) {
        if let Some(Notice::OfferReceived { listing_id }) = Notice::of(event) {
            self.tell_offer(listing_id, session);
            self.tell_open_mine(Input::OfferReceived, session);
        } else {
            self.tell_open_mine(Input::Market(event.clone()), session);
        }
    }

    /// Another player, or another market: what is known is not theirs.
    pub(super) fn renew_mine(&mut self, input: Input, session: Option<&Session>) {
        if LISTINGS.is_open(&self.app) {
            self.mine(input, session);
        } else {
            self.mine.forget();
        }
    }

    /// Nobody looks at a closed window: it reads anew when it is opened.
    pub(super) fn tell_open_mine(&mut self, input: Input, session: Option<&Session>) {
        if LISTINGS.is_open(&self.app) {
            self.mine(input, session);
        }
    }

    /// Says what the offer is for, if the market still knows it.
    fn tell_offer(&mut self, listing_id: Option<String>, session: Option<&Session>) {
        let client = session.map(|session| session.client.clone());
        let (texts, signals) = (self.preferences.texts(), self.signals.clone());
        self.tasks.spawn(async move {
            let listing = match (client, listing_id) {
                (Some(client), Some(id)) => client.listing(&id).await,
                _ => Ok(None),
            };
            let name = match listing {
                Ok(listing) => listing.map(|listing| listing.item.name),
                Err(error) => {
                    tracing::debug!(%error, "what the offer is for is not known");
                    None
                }
            };
            let message = words::offer_received(texts, name.as_deref());
            let tone = Tone::Warn;
            signals.send(Signal::Overlay(overlay::Input::Tell { tone, message }));
        });
    }

    pub(super) fn draw_mine(&mut self, session: Option<&Session>) {
        let Self {
            mine, preferences, ..
        } = self;
        self.drawn.listings.draw(&self.app, || {
            let link = session.map_or(market_client::LinkStatus::Stopped, Session::status);
            mine.view(preferences.texts(), &link, now())
        });
    }
}

async fn carry_out(effect: Effect, client: &MarketClient) -> Input {
    match effect {
        Effect::Load(id) => Input::Loaded(id, load(client).await),
        Effect::Change {
            listing,
            change,
            after,
        } => {
            tokio::time::sleep(after).await;
            let left = client.change_listing(&listing, &change).await;
            Input::Changed(left.map(|left| left.map(Box::new)))
        }
    }
}

/// All open listings of the player who is logged in, with the offers for them.
async fn load(client: &MarketClient) -> Result<Theirs, CallError> {
    let who = client.account().await?;
    let mut all = Vec::new();
    for realm in Realm::ALL {
        let listings = client.listings_of(&who.id, realm).await?;
        all.extend(listings.into_iter().map(|listing| Own {
            listing,
            realm,
            offers: Vec::new(),
        }));
    }
    let ids: Vec<&str> = all.iter().map(|own| own.listing.id.as_str()).collect();
    let offers = match ids.as_slice() {
        [] => Vec::new(),
        ids => match client.open_offers_for(ids).await {
            Ok(offers) => offers,
            // A market that gives no offers out has listings all the same.
            Err(error @ CallError::Refused { .. }) => {
                tracing::warn!(%error, "the market gives no offers");
                Vec::new()
            }
            Err(error) => return Err(error),
        },
    };
    let mut by_listing: HashMap<String, Vec<Offer>> = HashMap::new();
    for offer in offers {
        if let Some(listing) = offer.listing_id.clone() {
            by_listing.entry(listing).or_default().push(offer);
        }
    }
    for own in &mut all {
        own.offers = by_listing.remove(&own.listing.id).unwrap_or_default();
    }
    Ok(Theirs {
        player: who.id,
        listings: all,
    })
}
