//! Addresses of lists: the same list on another page or in another order.

use super::cookie::encode;
use crate::view::common::{Pager, Sort};
use app::view::Paged;

/// The address with one parameter of its query set, or taken out when the value is empty.
pub(crate) fn with(here: &str, name: &str, value: &str) -> String {
    let (path, query) = here.split_once('?').unwrap_or((here, ""));
    let same = |pair: &&str| pair.split('=').next() == Some(name);
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !same(pair));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    if !value.is_empty() {
        pairs.push(format!("{name}={}", encode(value)));
    }
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// Which part of a list is shown, with the addresses of the parts beside it.
pub(crate) fn pager<T>(list: &Paged<T>, here: &str) -> Pager {
    let page = |n: usize| with(here, "page", &n.to_string());
    let n = |n: usize| n as u64;
    Pager {
        from: n(list.first()),
        to: n(list.last()),
        total: n(list.total),
        prev: list.prev().map(page),
        next: list.next().map(page),
    }
}

/// How a list is sorted: `sort=due`, `sort=-due`, or as it is when nothing is said.
pub(crate) fn sort(asked: Option<&str>, usual: &str, here: &str) -> Sort {
    let asked = asked.filter(|s| !s.is_empty()).unwrap_or(usual);
    let (by, descending) = match asked.strip_prefix('-') {
        Some(by) => (by, true),
        None => (asked, false),
    };
    let base = with(&with(here, "sort", ""), "page", "");
    Sort { by: by.to_owned(), descending, base }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_parameter_changes_and_the_others_stay() {
        let here = "/tasks?q=ph%C3%B2ng&page=2";
        assert_eq!(with(here, "page", "3"), "/tasks?q=ph%C3%B2ng&page=3");
        assert_eq!(with(here, "page", ""), "/tasks?q=ph%C3%B2ng");
        assert_eq!(with("/tasks", "sort", "-due"), "/tasks?sort=-due");
        assert_eq!(with("/tasks?page=2", "page", ""), "/tasks");
    }

    #[test]
    fn pages_lead_to_each_other() {
        let list = Paged { rows: vec![0; 50], page: 2, per_page: 50, total: 120 };
        let pager = pager(&list, "/tasks?page=2");
        assert_eq!((pager.from, pager.to, pager.total), (51, 100, 120));
        assert_eq!(pager.prev.as_deref(), Some("/tasks?page=1"));
        assert_eq!(pager.next.as_deref(), Some("/tasks?page=3"));
    }

    #[test]
    fn an_order_is_read_from_the_address() {
        let sort = sort(Some("-due"), "title", "/tasks?sort=-due&page=3&q=a");
        assert_eq!((sort.by.as_str(), sort.descending), ("due", true));
        assert_eq!(sort.base, "/tasks?q=a");
    }
}
