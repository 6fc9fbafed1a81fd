//! Loading the sample into an empty installation, step by step.

use super::cascade::Cascade;
use super::documents::{self, SampleFile};
use super::figures::Figures;
use super::keys::Keys;
use super::register::Register;
use super::work::{Library, Proof, Work};
use crate::accounts::NewAccount;
use crate::checks::Called;
use crate::error::Error;
use crate::intake::{Answer, ProposalKind};
use crate::office::Office;
use crate::permit::Viewer;
use crate::secret::sha256_hex;
use record::object::Document;
use record::payload::{IntakeAct, TaskAct};
use record::{Actor, Draft, Evidence, Payload};
use terms::{Day, Decision, Kind, Named, Role};

/// The day after which a correction is one made after the review was approved.
const REVIEWED_UNTIL: &str = "2026-06-30";

/// The doubt which entry of the register a document is.
const CANDIDATES: &str = "document.candidates";

/// An account of the sample.
#[derive(Debug, Clone)]
pub struct SampleAccount {
    /// Login name.
    pub login: &'static str,
    /// The holder.
    pub name: &'static str,
    /// What it may do, in words.
    pub may: &'static str,
    roles: &'static [(Role, &'static str)],
}

/// The accounts: each of the roles, on the bodies of the province.
const ACCOUNTS: [SampleAccount; 5] = [
    SampleAccount {
        login: "can.bo",
        name: "Trần Thị Thu Hằng (mẫu)",
        may: "cán bộ tham mưu của tỉnh: tiếp nhận, xác nhận, giao việc, tổng hợp, lập báo cáo sơ kết",
        roles: &[
            (Role::Officer, "SG2.BCDKVPT"),
            (Role::Officer, "SG2.UBND"),
            (Role::Officer, "SG2.TU"),
            (Role::Officer, "SG2.BCHQS"),
            (Role::Officer, "SG2.CAT"),
            (Role::Officer, "SG2.MTTQ"),
        ],
    },
    SampleAccount {
        login: "lanh.dao",
        name: "Nguyễn Văn Toàn (mẫu)",
        may: "người duyệt: duyệt số liệu, kết thúc nhiệm vụ, duyệt báo cáo",
        roles: &[
            (Role::Approver, "SG2.BCDKVPT"),
            (Role::Approver, "SG2.UBND"),
            (Role::Approver, "SG2.TU"),
            (Role::Approver, "SG2.BCHQS"),
            (Role::Approver, "SG2.CAT"),
        ],
    },
    SampleAccount {
        login: "cap.xa",
        name: "Cán bộ tổng hợp cấp xã (mẫu)",
        may: "nhập và gửi báo cáo của phường Khánh Giang",
        roles: &[(Role::Clerk, "N001.UBND")],
    },
    SampleAccount {
        login: "xem",
        name: "Phạm Quốc Định (mẫu)",
        may: "chỉ xem",
        roles: &[(Role::Reader, "SG2.UBND"), (Role::Reader, "SG2.TU")],
    },
    SampleAccount {
        login: "quan.tri",
        name: "Quản trị hệ thống (mẫu)",
        may: "mở tài khoản, cấp quyền; xem mọi trang",
        roles: &[(Role::Administrator, "SG2.UBND"), (Role::Reader, "SG2.UBND")],
    },
];

/// What was loaded.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The documents as files, for writing beside the database.
    pub files: Vec<SampleFile>,
    /// Accounts that can log in.
    pub accounts: Vec<SampleAccount>,
    /// Counts by what was put on record, in words.
    pub counts: Vec<(String, u64)>,
    /// Proposals that wait for a person.
    pub waiting: usize,
}

/// Tells how far loading is.
pub type Tell<'a> = &'a (dyn Fn(&str) + Send + Sync);

impl Office {
    /// Loads the sample up to the point where a review can be compiled.
    ///
    /// # Errors
    /// When the store fails, or a table of the sample contradicts a rule of the record.
    pub async fn load_sample(&self, password: &str, tell: Tell<'_>) -> Result<Loaded, Error> {
        let keys = Keys::new(self.site().clone());
        let office = standing_office(&keys);
        let mut loaded = Loaded { accounts: ACCOUNTS.to_vec(), ..Loaded::default() };
        let sample = "tỉnh Sông Giang (mẫu)".to_owned();
        self.call(Called { name: "Tỉnh Sông Giang (mẫu)".to_owned(), sample: Some(sample) })
            .await?;
        tell("đơn vị hành chính, cơ quan, người giữ chức vụ");
        self.load_register(&keys, &office, &mut loaded).await?;
        tell("tài khoản");
        self.load_accounts(&keys, &office, password).await?;
        tell("biểu mẫu và báo cáo số liệu năm 2021-2025");
        self.load_figures(&keys, &mut loaded).await?;
        tell("văn bản: đọc, lập đề xuất, xác nhận");
        let library = self.load_documents(&keys, &mut loaded).await?;
        tell("nhiệm vụ, hoạt động, nhận định");
        self.load_work(&keys, &library, &office, &mut loaded).await?;
        Ok(loaded)
    }

    /// Corrections that were made after the review was approved.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load_late_corrections(&self) -> Result<u64, Error> {
        let keys = Keys::new(self.site().clone());
        let officer = standing_office(&keys);
        let late =
            Figures::new(&keys, &officer, &officer).correction_drafts(|on| on > reviewed_until());
        let n = late.len() as u64;
        self.put_all(late).await?;
        Ok(n)
    }

    /// The person of a sample account.
    ///
    /// # Errors
    /// When the store fails or the sample has not been loaded.
    pub async fn sample_viewer(&self, login: &str) -> Result<Viewer, Error> {
        let missing = || Error::NotFound { what: format!("tài khoản {login}") };
        self.viewer(login).await?.ok_or_else(missing)
    }

    async fn put_all(&self, drafts: Vec<Draft>) -> Result<(), Error> {
        let mut writer = self.store.begin_write().await?;
        writer.append(drafts, self.now()).await?;
        Ok(writer.commit().await?)
    }

    async fn load_register(
        &self,
        keys: &Keys,
        actor: &Actor,
        loaded: &mut Loaded,
    ) -> Result<(), Error> {
        let register = Register { keys, actor, beginning: first_day() };
        let (units, people) = (register.units(), register.people());
        let bodies = [register.bodies(), register.offices()].concat();
        count(loaded, "lượt ghi về đơn vị hành chính", units.len());
        count(loaded, "lượt ghi về cơ quan, tổ chức", bodies.len());
        count(loaded, "lượt ghi về người giữ chức vụ", people.len());
        self.put_all([units, bodies, people].concat()).await
    }

    async fn load_accounts(&self, keys: &Keys, actor: &Actor, password: &str) -> Result<(), Error> {
        let names = super::register::body_names();
        for account in ACCOUNTS {
            let named =
                |key: &str| keys.named(Kind::Body, key, names.get(key).copied().unwrap_or(key));
            let new = NewAccount {
                login: account.login.to_owned(),
                name: account.name.to_owned(),
                password: password.to_owned(),
            };
            let grants = account.roles.iter().map(|(role, key)| (*role, named(key))).collect();
            self.open_account_as(actor.clone(), new, grants).await?;
        }
        Ok(())
    }

    async fn load_figures(&self, keys: &Keys, loaded: &mut Loaded) -> Result<(), Error> {
        let office = standing_office(keys);
        let officer = acting(keys, "can.bo", "Trần Thị Thu Hằng (mẫu)", "SG2.BCHQS");
        let approver = acting(keys, "lanh.dao", "Nguyễn Văn Toàn (mẫu)", "SG2.BCHQS");
        let figures = Figures::new(keys, &officer, &approver);
        let (forms, submissions) = (figures.form_drafts(), figures.submission_drafts());
        let early =
            Figures::new(keys, &office, &office).correction_drafts(|on| on <= reviewed_until());
        count(loaded, "lượt ghi về biểu mẫu", forms.len());
        count(loaded, "lượt ghi về báo cáo số liệu", submissions.len() + early.len());
        self.put_all([forms, submissions, early].concat()).await
    }

    /// Takes every document in; what agrees with the registers is confirmed, the rest waits for a person. The last one waits
    /// as a whole, for a new user to try.
    async fn load_documents(&self, keys: &Keys, loaded: &mut Loaded) -> Result<Library, Error> {
        let viewer = self.sample_viewer("can.bo").await?;
        let files = documents::files()?;
        let mut library = Library::default();
        for (i, file) in files.iter().enumerate() {
            let taken = self.take_in(&viewer, &file.name, file.bytes.clone()).await?;
            let desk = self.intake_desk(&viewer, &taken.at).await?;
            let origin = (
                taken.at.clone(),
                desk.intake.sha256.clone(),
                file.name.clone(),
                desk.text.clone(),
            );
            library.texts.insert(file.key, origin);
            let last = i + 1 == files.len();
            for proposal in desk.proposals.iter().filter(|_| !last) {
                let doubtful = proposal.doubts.iter().any(|d| d.code != CANDIDATES);
                if !settled_by_registers(proposal.kind) || doubtful {
                    continue;
                }
                let answered = self.settle(&viewer, &taken.at, &proposal.key).await;
                if let (Ok(Some(object)), ProposalKind::Document) = (&answered, proposal.kind) {
                    library.documents.insert(file.key, object.clone());
                }
                refused_is_fine(answered.map(|_| ()))?;
            }
        }
        let standing = self.load_standing(&viewer).await?;
        count(loaded, "lượt ghi tay về văn bản, quan hệ và hiệu lực", standing);
        let documents: Vec<Document> = self.all(Kind::Document).await?;
        for document in &documents {
            if let Some(number) = &document.facts.number {
                library.by_number.insert(
                    number.key(),
                    Named { at: document.at.clone(), name: document.label() },
                );
            }
        }
        count(loaded, "tệp văn bản đã tiếp nhận", files.len());
        count(loaded, "văn bản trong danh mục", documents.len());
        loaded.files = files;
        let _ = keys;
        Ok(library)
    }

    /// Confirms a proposal; where one entry of the register may be the document, the officer says that it is.
    async fn settle(
        &self,
        viewer: &Viewer,
        at: &terms::Ref,
        key: &str,
    ) -> Result<Option<Named>, Error> {
        let answered = self.answer(viewer, at, key, Answer::Confirm).await;
        if !matches!(&answered, Err(e) if e.code() == CANDIDATES) {
            return answered;
        }
        let desk = self.intake_desk(viewer, at).await?;
        let asked = desk.proposals.iter().find(|p| p.key == key);
        let entry = asked.and_then(|p| p.entries.iter().find(|e| e.name == "same_as"));
        // The last candidate is always "another document".
        match entry.map(|e| e.candidates.as_slice()) {
            Some([only, _]) => {
                let typed = vec![("same_as".to_owned(), only.value.clone())];
                self.answer(viewer, at, key, Answer::Correct(typed)).await
            }
            _ => answered,
        }
    }

    async fn load_work(
        &self,
        keys: &Keys,
        library: &Library,
        office: &Actor,
        loaded: &mut Loaded,
    ) -> Result<(), Error> {
        let work = Work::new(keys, library, office);
        let (tasks, activities, findings) = (work.tasks(), work.activities(), work.findings());
        count(loaded, "lượt ghi về nhiệm vụ", tasks.len());
        let planned = work.planned();
        count(loaded, "hoạt động", activities.len() + planned.len() / 2);
        count(loaded, "nhận định", findings.len());
        let mut writer = self.store.begin_write().await?;
        let mut drafts = Vec::new();
        let mut decided = Vec::new();
        for (mut draft, proof) in tasks {
            if let Some(Proof { file_name, words }) = proof {
                let sha256 = sha256_hex(words.as_bytes());
                writer.put_blob(&sha256, words.into_bytes()).await?;
                draft.evidence.push(Evidence::File { sha256, file_name });
            }
            decided.extend(origin(&draft));
            drafts.push(draft);
        }
        drafts.extend(activities);
        drafts.extend(planned);
        drafts.extend(findings);
        let bodies = super::register::body_names();
        let followed = Cascade { keys, library, actor: office, bodies }.drafts();
        count(loaded, "lượt ghi về quán triệt, triển khai một chỉ thị", followed.len());
        drafts.extend(followed);
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        self.settle_task_proposals(decided, loaded).await
    }

    /// Proposals whose sentence became a task of the sample count as corrected and confirmed.
    async fn settle_task_proposals(
        &self,
        decided: Vec<(terms::Ref, u64, u64, Named)>,
        loaded: &mut Loaded,
    ) -> Result<(), Error> {
        let viewer = self.sample_viewer("can.bo").await?;
        let actor = viewer.acting_at_home(Role::Officer)?;
        let intakes: Vec<record::object::Intake> = self.all(Kind::Intake).await?;
        let mut drafts = Vec::new();
        for intake in &intakes {
            let desk = self.intake_desk(&viewer, &intake.at).await?;
            for proposal in desk.proposals.iter().filter(|p| p.kind == ProposalKind::Task) {
                let Some(span) = proposal.spans.first() else { continue };
                let hit = decided.iter().find(|(at, start, end, _)| {
                    *at == intake.at && (span.start as u64) < *end && *start < span.end as u64
                });
                let Some((_, _, _, task)) = hit else { continue };
                let says = IntakeAct::Decided {
                    proposal: proposal.key.clone(),
                    decision: Decision::Corrected,
                    outcome: Some(task.clone()),
                    reason: None,
                };
                drafts.push(self.draft_today(&intake.at, &actor, Payload::Intake(says)));
            }
        }
        let settled = drafts.len();
        self.put_all(drafts).await?;
        loaded.waiting = intakes.iter().map(|i| i.undecided().count()).sum::<usize>() - settled;
        Ok(())
    }

    fn draft_today(&self, at: &terms::Ref, actor: &Actor, payload: Payload) -> Draft {
        Draft {
            effective_on: self.today(),
            subject: at.clone(),
            actor: actor.clone(),
            evidence: Vec::new(),
            payload,
        }
    }
}

/// A proposal of these kinds either agrees with a register or makes an entry in one; work needs a person's judgement.
fn settled_by_registers(kind: ProposalKind) -> bool {
    matches!(
        kind,
        ProposalKind::Document | ProposalKind::Body | ProposalKind::Person | ProposalKind::Cited
    )
}

/// A refusal leaves the proposal waiting; anything else ends the loading.
fn refused_is_fine(answered: Result<(), Error>) -> Result<(), Error> {
    match answered {
        Ok(()) | Err(Error::Refused(_)) => Ok(()),
        Err(e) => Err(e),
    }
}

/// The span a task was assigned by, with the task.
fn origin(draft: &Draft) -> Option<(terms::Ref, u64, u64, Named)> {
    let Payload::Task(TaskAct::Assigned(facts)) = &draft.payload else { return None };
    let task = Named { at: draft.subject.clone(), name: facts.title.clone() };
    draft.evidence.iter().find_map(|e| match e {
        Evidence::Span { intake, start, end, .. } => {
            Some((intake.clone(), *start, *end, task.clone()))
        }
        _ => None,
    })
}

fn count(loaded: &mut Loaded, what: &str, n: usize) {
    loaded.counts.push((what.to_owned(), n as u64));
}

fn acting(keys: &Keys, login: &str, name: &str, body: &str) -> Actor {
    let names = super::register::body_names();
    let body = keys.named(Kind::Body, body, names.get(body).copied().unwrap_or(body));
    Actor { login: login.to_owned(), name: name.to_owned(), body }
}

/// Who enters registers: the standing office of the steering committee.
fn standing_office(keys: &Keys) -> Actor {
    acting(keys, "van.phong", "Văn phòng Ban Chỉ đạo (mẫu)", "SG2.BCDKVPT")
}

fn first_day() -> Day {
    Day::new(1997, 1, 1).expect("the first day of 1997 is in the calendar")
}

fn reviewed_until() -> Day {
    REVIEWED_UNTIL.parse().expect("a day of the calendar")
}
