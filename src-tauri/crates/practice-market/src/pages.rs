//! The market's web pages: the login, and who is logged in. Must not know the websocket.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Query, State, rejection::JsonRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::json;

use crate::{clock, feathers_error::FeathersError, market::Market, user::User};

/// Nothing but the market's own files; no frames, no forms that go elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page in each language.
struct Page {
    english: &'static str,
    german: &'static str,
}

const HOME: Page = Page {
    english: include_str!("pages/home.html"),
    german: include_str!("pages/home.de.html"),
};

const LOGIN: Page = Page {
    english: include_str!("pages/login.html"),
    german: include_str!("pages/login.de.html"),
};

/// The language that a page is asked for in: `?language=de`. English where it has none of that.
#[derive(Deserialize)]
struct Spoken {
    language: Option<String>,
}

impl Spoken {
    async fn page(self, page: Page) -> Response {
        let text = match self.language.as_deref() {
            Some("de") => page.german,
            _ => page.english,
        };
        file("text/html; charset=utf-8", text).await
    }
}

pub(crate) fn routes() -> Router<Arc<Market>> {
    Router::new()
        .route("/", get(|Query(spoken): Query<Spoken>| spoken.page(HOME)))
        .route(
            "/login",
            get(|Query(spoken): Query<Spoken>| spoken.page(LOGIN)),
        )
        .route(
            "/style.css",
            get(|| file("text/css; charset=utf-8", include_str!("pages/style.css"))),
        )
        .route(
            "/home.js",
            get(|| {
                file(
                    "text/javascript; charset=utf-8",
                    include_str!("pages/home.js"),
                )
            }),
        )
        .route(
            "/login.js",
            get(|| {
                file(
                    "text/javascript; charset=utf-8",
                    include_str!("pages/login.js"),
                )
            }),
        )
        .route("/security/session", post(log_in))
}

async fn file(kind: &'static str, text: &'static str) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

#[derive(Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

async fn log_in(
    State(market): State<Arc<Market>>,
    credentials: Result<Json<Credentials>, JsonRejection>,
) -> Response {
    let Ok(Json(credentials)) = credentials else {
        return refuse(&FeathersError::bad_request(
            "User name and password are needed",
        ));
    };
    match User::log_in(&credentials.username, &credentials.password) {
        Some(user) => {
            let token = market
                .tokens
                .issue(&user.id, &user.username, clock::now().as_secs());
            let answer = json!({"accessToken": token, "user": user.to_json()});
            (StatusCode::CREATED, Json(answer)).into_response()
        }
        None => refuse(&FeathersError::not_authenticated("Invalid login")),
    }
}

fn refuse(error: &FeathersError) -> Response {
    let status = StatusCode::from_u16(error.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(error.to_json())).into_response()
}
