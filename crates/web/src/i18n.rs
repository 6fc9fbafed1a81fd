//! The languages of the pages: Vietnamese first, English second. Wording stands in `i18n/*.ftl`.
//!
//! It must not know any page: a key is a name, and a missing key shows itself as `⟦key⟧`.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: &'static [Lang] = &[Lang::Vi, Lang::En];

    /// Code for the `lang` attribute and the cookie.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a code; Vietnamese for anything unknown.
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Vi }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// The other language, which the switch offers.
    pub fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// The wording of a key.
    pub fn t(self, key: &str) -> String {
        t(self, key)
    }

    /// The wording of a key with the number `$n`, printed as the language prints numbers.
    pub fn tn(self, key: &str, n: impl Into<u64>) -> String {
        let mut args = FluentArgs::new();
        args.set("n", FluentValue::from(n.into()));
        translate(self, key, Some(&args))
    }

    /// The wording of a key with named words.
    pub fn ta(self, key: &str, args: &[(&'static str, &str)]) -> String {
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        translate(self, key, Some(&args))
    }

    /// A whole number as people of the language write it: `1.234` or `1,234`.
    pub fn number(self, n: impl Into<u64>) -> String {
        group(n.into(), self)
    }
}

/// The wording of a key in a language.
pub fn t(lang: Lang, key: &str) -> String {
    translate(lang, key, None)
}

/// The text of the file that holds the wording of a language.
pub fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => include_str!("../i18n/vi.ftl"),
        Lang::En => include_str!("../i18n/en.ftl"),
    }
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(lang: Lang) -> &'static Bundle {
    static VI: OnceLock<Bundle> = OnceLock::new();
    static EN: OnceLock<Bundle> = OnceLock::new();
    match lang {
        Lang::Vi => VI.get_or_init(|| load(lang)),
        Lang::En => EN.get_or_init(|| load(lang)),
    }
}

fn load(lang: Lang) -> Bundle {
    // A fault in the file is kept out of the bundle and shows as a missing key; a test refuses both.
    let resource = match FluentResource::try_new(source(lang).to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut bundle = Bundle::new_concurrent(lang.code().parse().into_iter().collect());
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Vi => |value, _| number_in(value, Lang::Vi),
        Lang::En => |value, _| number_in(value, Lang::En),
    }));
    bundle.add_resource_overriding(resource);
    bundle
}

fn translate(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = bundle(lang);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("⟦{key}⟧");
    };
    let mut faults = Vec::new();
    let wording = bundle.format_pattern(pattern, args, &mut faults).into_owned();
    if faults.is_empty() { wording } else { format!("⟦{key}: {wording}⟧") }
}

fn number_in(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value >= 0.0 && n.value.fract() == 0.0 => {
            Some(group(n.value as u64, lang))
        }
        _ => None,
    }
}

fn group(n: u64, lang: Lang) -> String {
    let digits = n.to_string();
    let mark = if lang == Lang::Vi { '.' } else { ',' };
    let mut printed = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            printed.push(mark);
        }
        printed.push(digit);
    }
    printed
}
