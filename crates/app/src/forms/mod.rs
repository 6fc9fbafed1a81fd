//! Forms: laid down, opened for a period, and who has filled them.

mod change;
mod fill;
mod show;

pub use change::{FormDefinition, PeriodForm};
pub use fill::{FillState, MatrixCell};
pub use record::payload::{Indicator, Target};
pub use show::{
    FormRow, FormView, FormsView, IndicatorView, MatrixRow, OpenNow, OwnReport, PeriodView,
    TargetView,
};

pub(crate) use fill::Fill;
pub(crate) use show::indicator as indicator_view;
