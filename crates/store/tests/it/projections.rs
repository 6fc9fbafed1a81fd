//! Projections: every row is what a fresh fold gives, and whatever differs is named.

use crate::harness::Db;
use crate::sample::{self, COMMUNE, NOW, PROVINCE, minutes};
use store::project::{Holds, TABLES, Table, project};
use store::{Mismatch, Store};
use terms::Kind;

/// A province's store with a row in every projection table: its own acts and a commune's.
async fn filled(db: &Db) -> Store {
    let store = db.open(PROVINCE).await;
    let other = db.another().await;
    let commune = other.open(COMMUNE).await;
    let mut writer = commune.begin_write().await.unwrap();
    writer.append(sample::commune(), minutes(10)).await.unwrap();
    writer.commit().await.unwrap();
    let chain = commune.export_chain(commune.site(), 0, 100).await.unwrap();
    let mut writer = store.begin_write().await.unwrap();
    writer.append(sample::province(), NOW).await.unwrap();
    writer.import_chain(commune.site(), chain, NOW).await.unwrap();
    writer.commit().await.unwrap();
    store
}

/// The columns of a table that are no part of its key, with a value that none of the sample's rows has.
fn cells(table: &'static Table) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.columns.iter().skip(table.key).map(|column| match column.holds {
        Holds::Text => (column.name, "'đã bị sửa'"),
        Holds::Int => (column.name, "-77"),
    })
}

promise! {
    /// After any writing the projections are a fresh fold of the acts; every table shows something of the sample.
    every_table_is_filled_and_right(db) {
        let store = filled(&db).await;
        for table in TABLES {
            let count = format!("SELECT COUNT(*) FROM {}", table.name);
            assert!(db.number(&count).await > 0, "{} is empty", table.name);
        }
        assert_eq!(store.check_projections().await.unwrap(), []);
    }
}

async fn rows_of(db: &Db, table: &Table) -> usize {
    db.number(&format!("SELECT COUNT(*) FROM {}", table.name)).await as usize
}

promise! {
    /// A changed cell is named by table, key and column, in every column of every table.
    a_changed_cell_is_named(db) {
        let store = filled(&db).await;
        let changes = |table: &'static Table| {
            let set: Vec<String> = cells(table).map(|(c, wrong)| format!("{c} = {wrong}")).collect();
            format!("UPDATE {} SET {};", table.name, set.join(", "))
        };
        let all: String = TABLES.iter().map(|table| changes(table)).collect();
        db.behind(&all).await.unwrap();
        let found = store.check_projections().await.unwrap();
        let mut named = 0;
        for table in TABLES {
            let rows = rows_of(&db, table).await;
            for (column, wrong) in cells(table) {
                let here = |m: &&Mismatch| m.table == table.name && m.column == Some(column);
                let of: Vec<_> = found.iter().filter(here).collect();
                assert_eq!(of.len(), rows, "{}.{column}", table.name);
                let stored = Some(wrong.trim_matches('\'').to_owned());
                assert!(of.iter().all(|m| m.stored == stored && m.fresh != stored));
                named += rows;
            }
        }
        assert_eq!(found.len(), named);
        store.rebuild().await.unwrap();
        assert_eq!(store.check_projections().await.unwrap(), []);
    }
}

promise! {
    /// One changed cell is the one mismatch.
    one_changed_cell_is_one_mismatch(db) {
        let store = filled(&db).await;
        db.behind("UPDATE cells SET value = 121 WHERE indicator = 'gd-qpan'").await.unwrap();
        let key = format!("{COMMUNE}/{}/gd-qpan", sample::submission().id);
        let (stored, fresh) = (Some("121".to_owned()), Some("120".to_owned()));
        let expected = Mismatch { table: "cells", key, column: Some("value"), stored, fresh };
        assert_eq!(store.check_projections().await.unwrap(), [expected]);
    }
}

promise! {
    /// A row taken away and a row put in are named, in every table.
    missing_and_added_rows_are_named(db) {
        let store = filled(&db).await;
        let replace = |table: &Table| {
            let name = table.name;
            let columns: Vec<&str> = table.columns.iter().skip(1).map(|c| c.name).collect();
            let columns = columns.join(", ");
            format!(
                "INSERT INTO {name} (site, {columns}) SELECT 'noi-khac', {columns} FROM {name}; \
                 DELETE FROM {name} WHERE site <> 'noi-khac';"
            )
        };
        let all: String = TABLES.iter().map(|table| replace(table)).collect();
        db.behind(&all).await.unwrap();
        let found = store.check_projections().await.unwrap();
        assert!(found.iter().all(|m| m.column.is_none()));
        for table in TABLES {
            let rows = rows_of(&db, table).await;
            let here = || found.iter().filter(|m| m.table == table.name);
            let added: Vec<_> = here().filter(|m| m.fresh.is_none()).collect();
            assert!(added.iter().all(|m| m.key.starts_with("noi-khac/")), "{}", table.name);
            let missing = here().filter(|m| m.stored.is_none()).count();
            assert_eq!((added.len(), missing), (rows, rows), "{}", table.name);
            assert!(rows > 0 && here().count() == 2 * rows, "{}", table.name);
        }
        store.rebuild().await.unwrap();
        assert_eq!(store.check_projections().await.unwrap(), []);
    }
}

promise! {
    /// An act on an object writes that object's rows anew and repairs nothing else.
    an_act_rewrites_the_rows_of_its_object(db) {
        let store = filled(&db).await;
        db.behind("UPDATE tasks SET title = 'x'").await.unwrap();
        db.behind("UPDATE reviews SET title = 'x'").await.unwrap();
        let mut drafts = sample::province();
        let mut again = drafts.swap_remove(0);
        again.subject = sample::task();
        again.payload = record::Payload::Task(record::payload::TaskAct::Closed { text: None });
        again.effective_on = sample::day("2026-02-01");
        let mut writer = store.begin_write().await.unwrap();
        writer.append(vec![again], NOW).await.unwrap();
        writer.commit().await.unwrap();
        let found = store.check_projections().await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].table, found[0].column), ("reviews", Some("title")));
        let settled = "SELECT COUNT(*) FROM tasks WHERE phase = 'closed' AND settled = 'done_on_time'";
        assert_eq!(db.number(settled).await, 1);
    }
}

promise! {
    /// Every row that an object gives fits its table, and belongs to the object by its first two columns.
    rows_fit_their_tables(db) {
        let store = filled(&db).await;
        for kind in Kind::ALL {
            for object in store.load_all(*kind).await.unwrap() {
                for row in project(&object, crate::harness::fold) {
                    assert!(row.fits(), "{row:?}");
                    assert_eq!(row.table.kind, *kind);
                    let id = object.at().id.to_string();
                    assert_eq!(row.values[0].shown(), Some(object.at().site.to_string()));
                    assert_eq!(row.values[1].shown(), Some(id));
                }
            }
        }
    }
}
