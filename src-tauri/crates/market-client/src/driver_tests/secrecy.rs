//! The token is in nothing that is shown.

use super::*;

/// Everything that is logged, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_in_no_log_error_or_status() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // For the whole process: what other tests log at the same time decides on what is logged at all.
    tracing::subscriber::set_global_default(subscriber).expect("the only one");
    let secret = token();
    let mut shown = String::new();
    let mut fixture = Fixture::new(Some(secret.clone()));
    let account = json!({"accessToken": secret.expose(), "user":{"_id":"u","username":"Cain"}});

    // Accepted, cut, cut in the middle of the login, refused with the token in the server's words, an odd frame.
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, _) = peer.call().await;
    peer.answer(&ack, &account).await;
    shown += &format!("{:?}", fixture.until(|s| s.account().is_some()).await);
    peer.say(&format!("4{}", secret.expose())).await;
    drop(peer);
    let mut peer = fixture.peer().await.greeted().await;
    peer.call().await;
    peer.say(&format!("44{}", json!({"message": secret.expose()})))
        .await;
    let mut peer = fixture.peer().await.greeted().await;
    let (ack, _) = peer.call().await;
    let refusal = json!([{"code": 401, "message": format!("jwt {} malformed", secret.expose())}]);
    peer.say(&format!("43{ack}{refusal}")).await;
    let refused = fixture
        .until(|s| matches!(s, LinkStatus::LoginRefused { .. }))
        .await;
    shown += &format!("{refused:?} {refused}");
    let call = fixture.ask(create(1));
    let (ack, _) = peer.call().await;
    let refusal = json!([{"code": 400, "message": format!("no {}", secret.expose())}]);
    peer.say(&format!("43{ack}{refusal}")).await;
    let error = call.await.expect("no panic").expect_err("refused");
    shown += &format!("{error:?} {error}");
    fixture.end().await;

    shown += &String::from_utf8_lossy(&log.0.lock().expect("not poisoned"));
    assert!(
        shown.contains("linked to the market"),
        "the log was heard: {shown}"
    );
    assert!(
        shown.contains("(hidden)"),
        "the server's words came through"
    );
    for part in secret.expose().split('.') {
        assert!(!shown.contains(part), "{shown}");
    }
}
