//! What one database holds, as another takes it in: table by table, as it lies there. Nothing is opened; what is sealed stays sealed.

use super::StoreError;
use tokio::sync::mpsc;
use uuid::Uuid;

/// Rows that are under way between the two at a time.
const PORTIONS: usize = 2;

/// A table that both databases have.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// Its rows are read in the order in which they came.
    pub(super) in_order: bool,
}

pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// All that our tables are made of.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Id,
    Bytes,
    Number,
    Text,
}

impl Kind {
    /// As PostgreSQL calls it. SQLite has no word for an id.
    pub(super) fn named(name: &str) -> Result<Self, StoreError> {
        Ok(match name {
            "uuid" => Self::Id,
            "bytea" => Self::Bytes,
            "bigint" => Self::Number,
            "text" => Self::Text,
            _ => {
                return Err(
                    sqlx::Error::Decode("a kind of column that we do not use".into()).into()
                );
            }
        })
    }
}

pub(super) enum Value {
    Id(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
    Number(Option<i64>),
    Text(Option<String>),
}

impl Value {
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.as_ref().map_or(0, Vec::len),
            Self::Text(text) => text.as_ref().map_or(0, String::len),
            Self::Id(_) | Self::Number(_) => 16,
        }
    }
}

/// Some rows of a table.
pub(super) type Portion = Vec<Vec<Value>>;

/// The way from the one that reads to the one that writes.
pub(super) fn way() -> (mpsc::Sender<Portion>, mpsc::Receiver<Portion>) {
    mpsc::channel(PORTIONS)
}
