//! The SQL of whole tables.

use super::{Building, Connection, DbRow, ONLY_HERE};
use crate::store::StoreError;
use crate::store::whole::{Kind, Portion, Table, Value};
use futures_util::TryStreamExt;
use sqlx::Row;
use tokio::sync::mpsc;

/// So much is read before it is written: a few bodies, or many small rows.
const MOST_BYTES: usize = 1 << 20;
const MOST_ROWS: usize = 200;

fn names(table: &Table) -> String {
    let names: Vec<_> = table.columns.iter().map(|it| format!("\"{}\"", it.name)).collect();
    names.join(", ")
}

fn value(row: &DbRow, place: usize, kind: Kind) -> Result<Value, sqlx::Error> {
    Ok(match kind {
        Kind::Id => Value::Id(row.try_get(place)?),
        Kind::Bytes => Value::Bytes(row.try_get(place)?),
        Kind::Number => Value::Number(row.try_get(place)?),
        Kind::Text => Value::Text(row.try_get(place)?),
    })
}

/// Sends all of it. Ends early where nobody takes it any more: whoever wrote says why.
pub(in crate::store) async fn read(
    from: &mut Connection,
    table: &Table,
    to: mpsc::Sender<Portion>,
) -> Result<(), StoreError> {
    let mut sql = Building::new(format!("select {} from {}", names(table), table.name));
    sql.push(if table.in_order { " order by rowid" } else { "" });
    let mut rows = sql.build().fetch(from);
    let (mut portion, mut bytes) = (Portion::new(), 0);
    while let Some(row) = rows.try_next().await? {
        let kinds = table.columns.iter().map(|it| it.kind).enumerate();
        let row: Vec<_> =
            kinds.map(|(place, kind)| value(&row, place, kind)).collect::<Result<_, _>>()?;
        bytes += row.iter().map(Value::length).sum::<usize>();
        portion.push(row);
        if bytes >= MOST_BYTES || portion.len() >= MOST_ROWS {
            bytes = 0;
            if to.send(std::mem::take(&mut portion)).await.is_err() {
                return Ok(());
            }
        }
    }
    // Nobody takes the last: as above.
    let _ = to.send(portion).await;
    Ok(())
}

/// Writes what comes, until nothing does.
pub(in crate::store) async fn write(
    to: &mut Connection,
    table: &Table,
    mut from: mpsc::Receiver<Portion>,
) -> Result<(), StoreError> {
    let own = ONLY_HERE.iter().filter(|(name, ..)| *name == table.name);
    let own: Vec<_> = own.map(|(_, column, value)| (*column, *value)).collect();
    while let Some(portion) = from.recv().await {
        if portion.is_empty() {
            continue;
        }
        let mut sql = Building::new(format!("insert into {} ({}", table.name, names(table)));
        for (column, _) in &own {
            sql.push(", ").push(column);
        }
        sql.push(") ");
        sql.push_values(portion, |mut place, row| {
            for value in row {
                match value {
                    Value::Id(id) => place.push_bind(id),
                    Value::Bytes(bytes) => place.push_bind(bytes),
                    Value::Number(number) => place.push_bind(number),
                    Value::Text(text) => place.push_bind(text),
                };
            }
            for (_, value) in &own {
                place.push(value);
            }
        });
        sql.build().execute(&mut *to).await?;
    }
    Ok(())
}
