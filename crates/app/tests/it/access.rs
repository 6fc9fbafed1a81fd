//! Getting in and staying in: sessions by the clock, the second factor, rights of an emergency, the second person.

use app::accounts::NewAccount;
use app::exchange::{Card, new_key};
use app::login::{AccessRules, Admission, FactorState, program};
use app::objects::DocumentFilter;
use app::search::SearchFilter;
use app::{Error, Office, Viewer};
use record::object::KnownSite;
use std::cell::Cell;
use store::Store;
use terms::{AccessClass, Instant, Named, Ref, Role, Site};

/// 10/03/2026 at noon in Việt Nam.
const NOON: i64 = 1_773_118_800;
pub(crate) const PASSWORD: &str = "mat khau de thu 2026";

thread_local! {
    /// The time of one test, in seconds.
    static NOW: Cell<i64> = const { Cell::new(NOON) };
}

fn clock() -> Instant {
    Instant(NOW.get() * 1_000_000)
}

pub(crate) fn pass(seconds: i64) {
    NOW.set(NOW.get() + seconds);
}

pub(crate) fn seconds() -> i64 {
    NOW.get()
}

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;

/// An installation with one administrator, `quan.tri`, and the same store from behind.
pub(crate) struct Place {
    pub(crate) office: Office,
    store: Store,
    pub(crate) body: Named,
    _folder: tempfile::TempDir,
}

impl Place {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = app::database_in(folder.path());
        let site: Site = "song-giang".parse().unwrap();
        let office = Office::create(&url, site.clone(), clock).await.unwrap();
        let name = "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)";
        office.set_up(name, "quan.tri", "Lê Thị Mẫu", PASSWORD).await.unwrap();
        let store = Store::open(&url, site, text::fold::bare).await.unwrap();
        let body = office.viewer("quan.tri").await.unwrap().unwrap().grants[0].body.clone();
        Self { office, store, body, _folder: folder }
    }

    pub(crate) async fn viewer(&self, login: &str) -> Viewer {
        self.office.viewer(login).await.unwrap().unwrap()
    }

    /// Another account with roles on the same body.
    pub(crate) async fn person(&self, login: &str, roles: &[Role]) -> (Ref, Viewer) {
        let boss = self.viewer("quan.tri").await;
        let administration = self.office.administration(&boss).unwrap();
        let new = NewAccount {
            login: login.into(),
            name: "Trần Văn Thử".into(),
            password: PASSWORD.into(),
        };
        let at = administration.open(new).await.unwrap();
        for role in roles {
            administration.grant(&at, *role, self.body.clone()).await.unwrap();
        }
        (at, self.viewer(login).await)
    }

    pub(crate) async fn log_in(&self, login: &str) -> Admission {
        self.office.log_in(login, PASSWORD).await.unwrap()
    }

    pub(crate) async fn is_in(&self, token: &str) -> bool {
        self.office.visit(token).await.unwrap().is_some()
    }

    pub(crate) async fn rules(&self, change: impl FnOnce(&mut AccessRules)) -> Result<(), Error> {
        let mut rules = self.office.access_rules().await.unwrap();
        change(&mut rules);
        let boss = self.viewer("quan.tri").await;
        self.office.administration(&boss).unwrap().set_rules(rules).await
    }

    /// Turns the second factor on; gives its secret and the recovery codes.
    pub(crate) async fn factor(&self, login: &str) -> (String, Vec<String>) {
        let viewer = self.viewer(login).await;
        self.office.begin_factor(&viewer, PASSWORD).await.unwrap();
        let FactorState::Begun { secret, .. } = self.office.factor_state(&viewer).await.unwrap()
        else {
            panic!("not begun")
        };
        let code = code(&secret, 0);
        (secret, self.office.confirm_factor(&viewer, "", &code).await.unwrap())
    }

    /// Acts on record.
    pub(crate) async fn acts(&self) -> u64 {
        self.office.give_chain(0).await.unwrap().1
    }
}

/// What a device shows whose clock is off by so many steps.
fn code(secret: &str, steps: i64) -> String {
    let bytes = totp_rs::Secret::Encoded(secret.to_owned()).to_bytes().unwrap();
    let totp = totp_rs::TOTP::new(totp_rs::Algorithm::SHA1, 6, 1, 30, bytes).unwrap();
    totp.generate(u64::try_from(NOW.get() + 30 * steps).unwrap())
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    answer.unwrap_err().code().to_owned()
}

#[tokio::test]
async fn a_session_ends_without_use_and_at_its_longest() {
    let p = Place::new().await;
    let token = p.log_in("quan.tri").await.token;
    pass(60 * MINUTE - 1);
    assert!(p.is_in(&token).await, "used just in time");
    pass(60 * MINUTE);
    assert!(!p.is_in(&token).await, "an hour without use");
    let token = p.log_in("quan.tri").await.token;
    for _ in 0..24 {
        assert!(p.is_in(&token).await);
        pass(30 * MINUTE);
    }
    pass(1);
    assert!(!p.is_in(&token).await, "twelve hours, though it was used");
}

#[tokio::test]
async fn rules_hold_for_sessions_that_are_open() {
    let p = Place::new().await;
    let token = p.log_in("quan.tri").await.token;
    for (idle, longest) in [(4, 12), (481, 12), (60, 0), (60, 25)] {
        let bad = p.rules(|r| (r.idle_minutes, r.longest_hours) = (idle, longest)).await;
        assert_eq!(refused(bad), "access.rules", "{idle} {longest}");
    }
    p.rules(|r| (r.idle_minutes, r.longest_hours) = (10, 1)).await.unwrap();
    pass(9 * MINUTE);
    assert!(p.is_in(&token).await);
    pass(10 * MINUTE + 1);
    assert!(!p.is_in(&token).await, "ten minutes without use");
    let token = p.log_in("quan.tri").await.token;
    for _ in 0..8 {
        pass(8 * MINUTE);
        let _ = p.is_in(&token).await;
    }
    assert!(!p.is_in(&token).await, "an hour at most");
    let (_, clerk) = p.person("van.thu", &[Role::Clerk]).await;
    assert_eq!(p.office.administration(&clerk).err().unwrap().code(), "permit.missing");
}

#[tokio::test]
async fn ones_sessions_are_seen_and_ended() {
    let p = Place::new().await;
    p.person("van.thu", &[Role::Clerk]).await;
    let agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0";
    let first = p.office.log_in_from("van.thu", PASSWORD, agent).await.unwrap().token;
    pass(5 * MINUTE);
    let second = p.log_in("van.thu").await.token;
    let other = p.log_in("quan.tri").await.token;
    let clerk = p.viewer("van.thu").await;
    let seen = p.office.own_sessions(&clerk, &second).await.unwrap();
    let words: Vec<_> = seen.iter().map(|s| (s.program.as_str(), s.own)).collect();
    assert_eq!(words, [("", true), ("Firefox, Windows", false)]);
    assert_eq!(seen[1].since, Instant(NOON * 1_000_000));
    assert!(!seen[1].key.contains(&first), "the list gives nobody a token");
    assert!(!p.is_in(&seen[1].key).await, "what names a session lets nobody in");

    let strange = p.viewer("quan.tri").await;
    let answer = p.office.end_own_session(&strange, &seen[1].key).await;
    assert_eq!(refused(answer), "not-found", "not somebody else's");
    p.office.end_own_session(&clerk, &seen[1].key).await.unwrap();
    assert!(!p.is_in(&first).await && p.is_in(&second).await);
    let third = p.log_in("van.thu").await.token;
    assert_eq!(p.office.end_other_sessions(&clerk, &third).await.unwrap(), 1);
    assert!(!p.is_in(&second).await && p.is_in(&third).await && p.is_in(&other).await);
}

#[tokio::test]
async fn a_new_password_and_an_administrator_end_sessions() {
    let p = Place::new().await;
    let (at, clerk) = p.person("van.thu", &[Role::Clerk]).await;
    let (first, second) = (p.log_in("van.thu").await.token, p.log_in("van.thu").await.token);
    let boss = p.viewer("quan.tri").await;
    let administration = p.office.administration(&boss).unwrap();
    assert_eq!(administration.sessions().await.unwrap()["van.thu"], 2);
    assert_eq!(administration.end_sessions(&at).await.unwrap(), "van.thu");
    assert!(!p.is_in(&first).await && !p.is_in(&second).await);
    let third = p.log_in("van.thu").await.token;
    p.office.change_password(&clerk, PASSWORD, "mot mat khau khac 2026").await.unwrap();
    assert!(!p.is_in(&third).await);
}

#[tokio::test]
async fn guessing_the_old_password_from_inside_locks_too() {
    let p = Place::new().await;
    let (_, clerk) = p.person("van.thu", &[Role::Clerk]).await;
    for _ in 0..4 {
        let wrong = p.office.change_password(&clerk, "khong phai dau", "mot mat khau khac").await;
        assert_eq!(refused(wrong), "login.wrong");
    }
    for old in ["khong phai dau", PASSWORD] {
        let locked = p.office.change_password(&clerk, old, "mot mat khau khac").await;
        assert_eq!(refused(locked), "login.locked");
    }
    pass(16 * MINUTE);
    p.office.change_password(&clerk, PASSWORD, "mot mat khau khac").await.unwrap();
}

#[test]
fn a_program_is_told_roughly() {
    let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36";
    for (agent, words) in [
        (chrome.to_owned(), "Chrome, Linux"),
        (format!("{chrome} Edg/149.0"), "Edge, Linux"),
        (chrome.replace("X11; Linux x86_64", "Linux; Android 16"), "Chrome, Android"),
        ("curl/8.5.0".into(), "curl"),
        ("<script>".into(), ""),
        (String::new(), ""),
    ] {
        assert_eq!(program(&agent), words, "{agent}");
    }
}

#[tokio::test]
async fn codes_are_those_of_the_standard() {
    let p = Place::new().await;
    // Appendix B of RFC 6238: the key is the digits 1 to 0 twice; its eight digits end in these six.
    p.store.put_factor("quan.tri", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").await.unwrap();
    p.store.confirm_factor("quan.tri").await.unwrap();
    for (at, code) in [(1_234_567_890, "005924"), (2_000_000_000, "279037")] {
        NOW.set(at);
        let half = p.log_in("quan.tri").await;
        assert!(half.half && !p.is_in(&half.token).await, "the password alone lets nobody in");
        let whole = p.office.give_code(&half.token, code).await.unwrap();
        assert!(!whole.half && p.is_in(&whole.token).await);
        assert_eq!(refused(p.office.give_code(&half.token, code).await), "login.half-ended");
    }
}

#[tokio::test]
async fn a_second_factor_is_asked_once_a_device_has_shown_it() {
    let p = Place::new().await;
    let viewer = p.viewer("quan.tri").await;
    let other = p.log_in("quan.tri").await.token;
    let before = p.acts().await;
    assert_eq!(refused(p.office.begin_factor(&viewer, "khong phai dau").await), "login.wrong");
    assert_eq!(p.office.factor_state(&viewer).await.unwrap(), FactorState::Off);
    p.office.begin_factor(&viewer, PASSWORD).await.unwrap();
    assert!(!p.log_in("quan.tri").await.half, "not asked before it is confirmed");
    assert_eq!(refused(p.office.confirm_factor(&viewer, "", "000000").await), "factor.code");
    let (secret, codes) = p.factor("quan.tri").await;
    assert_eq!(codes.len(), 10);
    assert_eq!(p.office.factor_state(&viewer).await.unwrap(), FactorState::On { left: 10 });
    assert!(!p.is_in(&other).await, "other sessions end");
    assert_eq!(refused(p.office.begin_factor(&viewer, PASSWORD).await), "factor.on");

    let half = p.log_in("quan.tri").await.token;
    let used = code(&secret, 0);
    assert_eq!(refused(p.office.give_code(&half, &used).await), "login.code-wrong", "used up");
    let (chain, after) = p.office.give_chain(0).await.unwrap();
    assert_eq!(before, after, "no act tells of it");
    assert!(!String::from_utf8_lossy(&chain).contains(&secret));
    p.office.end_factor(&viewer, PASSWORD).await.unwrap();
    assert!(!p.log_in("quan.tri").await.half);
}

#[tokio::test]
async fn the_clock_of_a_device_may_be_off_by_one_step_and_a_code_works_once() {
    let p = Place::new().await;
    let (secret, _) = p.factor("quan.tri").await;
    for (wait, steps, taken) in [(300, -2, false), (0, -1, true), (0, 0, true), (0, 0, false)] {
        pass(wait);
        let half = p.log_in("quan.tri").await.token;
        let answer = p.office.give_code(&half, &code(&secret, steps)).await;
        assert_eq!(answer.is_ok(), taken, "{steps}");
    }
    pass(300);
    for (steps, taken) in [(2, false), (1, true), (0, false)] {
        let half = p.log_in("quan.tri").await.token;
        let answer = p.office.give_code(&half, &code(&secret, steps)).await;
        assert_eq!(answer.is_ok(), taken, "{steps}: of a step before the last used none is taken");
    }
    let half = p.log_in("quan.tri").await.token;
    pass(5 * MINUTE);
    let late = p.office.give_code(&half, &code(&secret, 0)).await;
    assert_eq!(refused(late), "login.half-ended", "five minutes after the password");
}

#[tokio::test]
async fn recovery_codes_work_once_each() {
    let p = Place::new().await;
    let (_, codes) = p.factor("quan.tri").await;
    let half = p.log_in("quan.tri").await.token;
    let typed = format!(" {} ", codes[0].to_uppercase());
    assert!(p.office.give_code(&half, &typed).await.is_ok(), "blanks and capitals are no matter");
    let half = p.log_in("quan.tri").await.token;
    assert_eq!(refused(p.office.give_code(&half, &codes[0]).await), "login.code-wrong");
    let viewer = p.viewer("quan.tri").await;
    assert_eq!(p.office.factor_state(&viewer).await.unwrap(), FactorState::On { left: 9 });
    let new = p.office.renew_codes(&viewer, PASSWORD).await.unwrap();
    assert_eq!(refused(p.office.give_code(&half, &codes[1]).await), "login.code-wrong");
    assert!(p.office.give_code(&half, &new[1]).await.is_ok());
}

#[tokio::test]
async fn failed_codes_lock_the_account_whatever_comes_between() {
    let p = Place::new().await;
    let (secret, _) = p.factor("quan.tri").await;
    for left in [4, 3, 2, 1] {
        let half = p.log_in("quan.tri").await.token;
        let Err(Error::Refused(problem)) = p.office.give_code(&half, "000000").await else {
            panic!("taken")
        };
        assert_eq!(problem.code, "login.code-wrong");
        assert_eq!(problem.facts["left"], left.to_string(), "the right password forgives nothing");
    }
    let half = p.log_in("quan.tri").await.token;
    assert_eq!(refused(p.office.give_code(&half, "000000").await), "login.locked");
    pass(2 * MINUTE);
    assert_eq!(refused(p.office.give_code(&half, &code(&secret, 0)).await), "login.locked");
    assert_eq!(refused(p.office.log_in("quan.tri", PASSWORD).await), "login.locked");
    pass(14 * MINUTE);
    let half = p.log_in("quan.tri").await.token;
    assert!(p.office.give_code(&half, &code(&secret, 0)).await.is_ok());
}

#[tokio::test]
async fn an_administrator_takes_a_lost_factor_away_and_it_stays_on_record() {
    let p = Place::new().await;
    let (at, _) = p.person("van.thu", &[Role::Clerk]).await;
    let boss = p.viewer("quan.tri").await;
    let administration = p.office.administration(&boss).unwrap();
    let none = administration.reset_factor(&at, "mất điện thoại".into()).await;
    assert_eq!(refused(none), "factor.none");
    let (secret, codes) = p.factor("van.thu").await;
    pass(60);
    let half = p.log_in("van.thu").await.token;
    let token = p.office.give_code(&half, &code(&secret, 0)).await.unwrap().token;
    let blank = administration.reset_factor(&at, " ".into()).await;
    assert_eq!(refused(blank), "act.reason-missing");
    assert!(p.is_in(&token).await);
    administration.reset_factor(&at, "mất điện thoại".into()).await.unwrap();
    assert!(!p.is_in(&token).await && !p.log_in("van.thu").await.half);
    let said = p.office.history(&boss, &at).await.unwrap();
    let last = said.iter().find(|a| a.sentence.contains("mất điện thoại")).unwrap();
    assert_eq!(last.login, "quan.tri");
    let (chain, _) = p.office.give_chain(0).await.unwrap();
    let chain = String::from_utf8(chain).unwrap();
    assert!(!chain.contains(&secret) && codes.iter().all(|c| !chain.contains(c)));
}

#[tokio::test]
async fn administrators_have_their_rights_with_a_second_factor_alone_where_it_is_demanded() {
    let p = Place::new().await;
    let token = p.log_in("quan.tri").await.token;
    p.rules(|r| r.factor_for_administrators = true).await.unwrap();
    let visit = p.office.visit(&token).await.unwrap().unwrap();
    assert!(visit.factor_demanded);
    assert_eq!(p.office.administration(&visit.viewer).err().unwrap().code(), "permit.missing");
    assert!(visit.viewer.is(Role::Approver), "other roles stay");
    let (secret, _) = p.factor("quan.tri").await;
    pass(60);
    let half = p.log_in("quan.tri").await.token;
    let token = p.office.give_code(&half, &code(&secret, 0)).await.unwrap().token;
    let visit = p.office.visit(&token).await.unwrap().unwrap();
    assert!(!visit.factor_demanded && p.office.administration(&visit.viewer).is_ok());
    let end = p.office.end_factor(&visit.viewer, PASSWORD).await;
    assert_eq!(refused(end), "factor.demanded");
}

#[tokio::test]
async fn rights_of_an_emergency_are_seen_by_administrators_and_end_by_themselves() {
    let p = Place::new().await;
    let (at, standby) = p.person("truc.ban", &[Role::Standby]).await;
    let (_, clerk) = p.person("van.thu", &[Role::Clerk]).await;
    let boss = p.viewer("quan.tri").await;
    let why = || "hai quản trị đi công tác".to_owned();
    let before = p.acts().await;
    assert_eq!(refused(p.office.take_emergency(&clerk, 1, why()).await), "permit.missing");
    assert_eq!(refused(p.office.take_emergency(&boss, 1, why()).await), "permit.missing");
    for hours in [0, 5] {
        let answer = p.office.take_emergency(&standby, hours, why()).await;
        assert_eq!(refused(answer), "emergency.hours");
    }
    let blank = p.office.take_emergency(&standby, 2, " ".into()).await;
    assert_eq!(refused(blank), "act.reason-missing");
    assert_eq!(p.acts().await, before);
    assert!(p.office.administration(&standby).is_err());

    let until = p.office.take_emergency(&standby, 2, why()).await.unwrap();
    assert_eq!(until, Instant((NOW.get() + 2 * HOUR) * 1_000_000));
    let twice = p.office.take_emergency(&standby, 2, why()).await;
    assert_eq!(refused(twice), "emergency.under-way");
    let now = p.viewer("truc.ban").await;
    assert!(p.office.administration(&now).is_ok() && !now.is(Role::Clerk));
    let desk = p.office.desk(&boss).await.unwrap().emergencies;
    assert_eq!((desk.len(), desk[0].reason.as_str(), desk[0].holds), (1, &*why(), true));
    assert!(p.office.desk(&clerk).await.unwrap().emergencies.is_empty(), "administrators alone");
    let token = p.log_in("truc.ban").await.token;
    let visit = p.office.visit(&token).await.unwrap().unwrap();
    assert_eq!(visit.emergency_until, Some(until));

    pass(2 * HOUR);
    assert!(p.office.administration(&p.viewer("truc.ban").await).is_err(), "over by itself");
    let desk = p.office.desk(&boss).await.unwrap().emergencies;
    assert!(!desk[0].holds, "still told of");
    pass(31 * 24 * HOUR);
    assert!(p.office.desk(&boss).await.unwrap().emergencies.is_empty());
    let said = p.office.history(&boss, &at).await.unwrap();
    assert!(said.iter().any(|a| a.sentence.contains(&why())), "the record keeps it");
}

#[tokio::test]
async fn rights_of_an_emergency_are_given_back_or_taken_away() {
    let p = Place::new().await;
    let (at, standby) = p.person("truc.ban", &[Role::Standby]).await;
    let boss = p.viewer("quan.tri").await;
    let administration = p.office.administration(&boss).unwrap();
    let none = administration.end_emergency(&at, "không cần nữa".into()).await;
    assert_eq!(refused(none), "emergency.none");
    p.office.take_emergency(&standby, 4, "mất điện".into()).await.unwrap();
    p.office.end_own_emergency(&standby, "đã xong".into()).await.unwrap();
    assert!(p.office.administration(&p.viewer("truc.ban").await).is_err());
    p.office.take_emergency(&standby, 4, "mất điện lần hai".into()).await.unwrap();
    administration.end_emergency(&at, "quản trị đã về".into()).await.unwrap();
    assert!(p.office.administration(&p.viewer("truc.ban").await).is_err());
    let rows = administration.emergencies().await.unwrap();
    let ended: Vec<_> = rows.iter().filter_map(|r| r.ended.clone()).map(|(_, why)| why).collect();
    assert_eq!(rows.len(), 2);
    assert!(ended.contains(&"đã xong".to_owned()) && ended.contains(&"quản trị đã về".to_owned()));
}

/// The card of an invented site.
fn card(p: &Place, site: &str) -> Card {
    let mut body = p.body.clone();
    body.at.site = site.parse().unwrap();
    Card {
        site: site.parse().unwrap(),
        name: format!("UBND xã {site} (mẫu)"),
        keys: new_key().public(),
        bodies: vec![body],
        since: p.office.today(),
    }
}

async fn known(p: &Place, at: &Ref) -> KnownSite {
    let site = p.store.load(at).await.unwrap().unwrap();
    KnownSite::try_from(site).ok().unwrap()
}

#[tokio::test]
async fn a_second_administrator_confirms_a_site_where_there_are_two() {
    let p = Place::new().await;
    let boss = p.viewer("quan.tri").await;
    let alone = p.office.exchange(&boss).unwrap();
    let at = alone.admit(card(&p, "xa-mot"), None, true).await.unwrap();
    assert!(known(&p, &at).await.trusted_on(p.office.today()), "who is alone admits alone");

    let (_, second) = p.person("quan.tri.hai", &[Role::Administrator]).await;
    let (first, second) = (alone, p.office.exchange(&second).unwrap());
    let at = first.admit(card(&p, "xa-hai"), None, true).await.unwrap();
    assert!(!known(&p, &at).await.trusted_on(p.office.today()), "asked for, not trusted");
    let site: Site = "xa-hai".parse().unwrap();
    let twice = first.admit(card(&p, "xa-hai"), None, true).await;
    assert_eq!(refused(twice), "site.waits");
    assert_eq!(refused(first.confirm(&site).await), "site.same-person");
    let waiting = (first.waiting().await.unwrap(), second.waiting().await.unwrap());
    assert!(waiting.0[0].own && !waiting.1[0].own && waiting.1[0].by == "Lê Thị Mẫu");
    let peers = |o: app::exchange::Overview| o.peers.iter().map(|p| p.site.to_string()).collect();
    let there: Vec<String> = peers(second.overview().await.unwrap());
    assert_eq!(there, ["xa-mot"]);
    second.confirm(&site).await.unwrap();
    let now = known(&p, &at).await;
    assert!(now.trusted_on(p.office.today()));
    let names = (now.created.actor.login, now.confirmed.unwrap().actor.login);
    assert_eq!(names, ("quan.tri".into(), "quan.tri.hai".into()), "both are named");
    assert_eq!(refused(second.confirm(&site).await), "site.not-waiting");
}

#[tokio::test]
async fn an_admission_is_declined_or_needs_nobody_by_the_rules() {
    let p = Place::new().await;
    let boss = p.viewer("quan.tri").await;
    let (_, second) = p.person("quan.tri.hai", &[Role::Administrator]).await;
    let (first, second) = (p.office.exchange(&boss).unwrap(), p.office.exchange(&second).unwrap());
    let site: Site = "xa-hai".parse().unwrap();
    let at = first.admit(card(&p, "xa-hai"), None, true).await.unwrap();
    assert_eq!(refused(second.decline(&site, String::new()).await), "act.reason-missing");
    second.decline(&site, "dấu vân tay không khớp".into()).await.unwrap();
    assert!(!known(&p, &at).await.trusted_on(p.office.today()));
    assert!(second.waiting().await.unwrap().is_empty());
    assert_eq!(refused(second.confirm(&site).await), "site.not-waiting");
    p.rules(|r| r.second_person = false).await.unwrap();
    let at = first.admit(card(&p, "xa-hai"), None, true).await.unwrap();
    assert!(known(&p, &at).await.trusted_on(p.office.today()));
}

const PAPER: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 07/CT-UBND\n\nLƯU HÀNH NỘI BỘ\n\nCHỈ THỊ\nVề kiểm tra kho vật chất huấn luyện\n\n\
    1. Bộ Chỉ huy quân sự tỉnh chủ trì kiểm tra kho vật chất huấn luyện, hoàn thành trước ngày 30/6/2026.\n";

#[tokio::test]
async fn what_circulates_within_is_there_for_roles_that_reach_it_alone() {
    let p = Place::new().await;
    let (_, clerk) = p.person("van.thu", &[Role::Clerk]).await;
    let (_, officer) = p.person("tham.muu", &[Role::Officer]).await;
    let (_, reader) = p.person("nguoi.xem", &[Role::Reader]).await;
    let (_, both) = p.person("ca.hai", &[Role::Reader, Role::Approver]).await;
    let reaches = [&reader, &clerk, &both].map(Viewer::reads_up_to);
    assert_eq!(reaches, [AccessClass::Open, AccessClass::Internal, AccessClass::Restricted]);
    let intake = p.office.take_in(&clerk, "a.txt", PAPER.into()).await.unwrap().at;
    let file = app::secret::sha256_hex(PAPER.as_bytes());
    // Not confirmed yet: the file itself is kept back.
    assert_eq!(refused(p.office.intake_desk(&reader, &intake).await.map(|_| ())), "class.above");
    assert_eq!(p.office.intakes(&reader, 1).await.unwrap().total, 0);
    let confirm = app::intake::Answer::Confirm;
    p.office.answer(&officer, &intake, "document-1", confirm).await.unwrap();

    let list = DocumentFilter::default();
    let seen = p.office.documents(&officer, &list).await.unwrap();
    let document = seen.rows.rows.iter().find(|d| d.circulation.is_some()).unwrap().at.clone();
    assert_eq!(seen.withheld, 0);
    let kept = p.office.documents(&reader, &list).await.unwrap();
    assert!(kept.rows.rows.iter().all(|d| d.at != document));
    assert_eq!(kept.withheld, 1, "that something is kept back is told");
    let words =
        SearchFilter { words: "kho vật chất huấn luyện".into(), ..SearchFilter::default() };
    let found = |view: &app::search::SearchView| view.hits.rows.iter().any(|h| h.at == document);
    assert!(found(&p.office.search(&officer, &words).await.unwrap()));
    let none = p.office.search(&reader, &words).await.unwrap();
    assert!(!found(&none) && none.withheld == 1);
    let counted: u64 = none.kinds.iter().map(|(_, n)| n).sum();
    assert_eq!(counted as usize, none.hits.total, "nor counted");

    let closed = |answer: Result<(), Error>| assert_eq!(refused(answer), "class.above");
    let office = &p.office;
    closed(office.document(&reader, &document, None).await.map(|_| ()));
    closed(office.history(&reader, &document).await.map(|_| ()));
    closed(office.intake_file(&reader, &intake).await.map(|_| ()));
    closed(office.evidence_file(&reader, &file).await.map(|_| ()));
    let day = office.today();
    let chain = office.chain_of(&reader, &document, (day, None), &|r: &Ref| r.to_string()).await;
    assert_eq!(refused(chain.map(|_| ())), "not-found");
    assert!(office.document(&officer, &document, None).await.is_ok());
    assert!(office.evidence_file(&clerk, &file).await.is_ok());
    let ledger = app::objects::LedgerQuery::default();
    let rows = office.ledger(&reader, &ledger).await.unwrap().rows;
    assert!(
        rows.iter()
            .all(|r| !r.sentence.contains("vật chất") || r.subject.kind == terms::Kind::Task)
    );
    let registered = rows.iter().find(|r| r.subject == document).unwrap();
    closed(office.act(&reader, &registered.site, registered.seq).await.map(|_| ()));
    let audited = office.ledger(&officer, &ledger).await.unwrap().rows;
    assert_eq!(rows.len(), audited.len(), "that there is an act is no secret");
}
