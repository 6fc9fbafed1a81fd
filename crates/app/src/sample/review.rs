//! The sample's review: opened, compiled, submitted and approved by two people, and written as papers.

use super::keys::Keys;
use crate::error::Error;
use crate::office::Office;
use crate::reviews::ReviewForm;
use terms::{Kind, Period};

/// The review of the sample with its papers.
#[derive(Debug, Clone)]
pub struct SampleReview {
    /// The review.
    pub at: terms::Ref,
    /// The paper as docx.
    pub docx: Vec<u8>,
    /// The paper as pdf.
    pub pdf: Vec<u8>,
}

impl Office {
    /// Writes the sample's review of five years; `base` is the address of the pages, to which its figures lead.
    ///
    /// # Errors
    /// When the store fails, or the sample contradicts a rule of the record.
    pub async fn load_sample_review(&self, base: &str) -> Result<SampleReview, Error> {
        let officer = self.sample_viewer("can.bo").await?;
        let approver = self.sample_viewer("lanh.dao").await?;
        let facts = self.facts().await?;
        let is_resolution = |number: &terms::DocNumber| number.key() == "7-NQ/TU";
        let resolution =
            facts.documents.iter().find(|d| d.facts.number.as_ref().is_some_and(is_resolution));
        let form = ReviewForm {
            title: "Sơ kết 5 năm thực hiện Nghị quyết số 07-NQ/TU về xây dựng tỉnh Sông Giang thành khu vực phòng thủ \
                    vững chắc"
                .to_owned(),
            body: Keys::new(self.site().clone()).at(Kind::Body, "SG2.BCDKVPT"),
            reviewed: resolution.map(|d| d.at.clone()),
            period: Period::years(2021, 2025).map_err(|e| Error::Broken(e.to_string()))?,
        };
        let at = self.open_review(&officer, form).await?;
        self.compile_review(&officer, &at, None, None).await?;
        self.submit_review(&officer, &at).await?;
        let signer = Some("Trưởng Ban: Vũ Đình Thuật");
        self.approve_review(&approver, &at, Some("15/BC-BCĐ"), signer).await?;
        let docx = self.review_docx(&officer, &at, base).await?;
        let pdf = self.review_pdf(&officer, &at, base).await?;
        Ok(SampleReview { at, docx, pdf })
    }
}
