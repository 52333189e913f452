//! What is kept of one family, until the process ends.

use crate::store::changes::digest;
use crate::store::looked::ANEW;
use crate::store::{
    Append, Appended, Chain, Entry, FamilyRow, Look, LookHead, LookRow, Receipt, SealedSnapshot,
};
use chrono::{DateTime, Utc};
use domain::CommandId;
use domain::people::Ends;
use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Family {
    pub(super) row: Option<FamilyRow>,
    pub(super) entries: Vec<Entry>,
    pub(super) receipts: HashMap<CommandId, Vec<u8>>,
    pub(super) snapshot: Option<SealedSnapshot>,
    pub(super) looks: Vec<LookRow>,
    pub(super) ends: Ends,
    pub(super) head: Option<LookHead>,
}

impl Family {
    pub(super) fn head(&self) -> u64 {
        self.entries.last().map_or(0, |it| it.event.seq)
    }

    pub(super) fn verdict(&self, append: &Append) -> Appended {
        let answered = |it: &Receipt| self.receipts.get(&it.command);
        if let Some(answer) = append.receipts.iter().find_map(answered) {
            return Appended::Duplicate { answer: answer.clone() };
        }
        if self.head() != append.expected {
            return Appended::Moved { now: self.head() };
        }
        match self.row.as_ref().map_or(0, |row| row.key_version) {
            now if now != append.chain.key_version() => Appended::Rekeyed { now },
            _ => Appended::Done,
        }
    }

    pub(super) fn append(&mut self, append: Append) -> Appended {
        let verdict = self.verdict(&append);
        if verdict != Appended::Done {
            return verdict;
        }
        self.ends = append.ends.unwrap_or(self.ends);
        let digests: Vec<_> = append.events.iter().map(digest).collect();
        if let Some(head) = self.head.as_mut().filter(|_| !digests.is_empty()) {
            let events = append.events.iter().zip(&digests);
            *head = head.after(append.chain.as_ref(), append.expected, events);
        }
        let entry = |(event, digest)| Entry { event, digest: Some(digest), witness: None };
        self.entries.extend(append.events.into_iter().zip(digests).map(entry));
        let receipts = append.receipts.into_iter();
        self.receipts.extend(receipts.map(|it| (it.command, it.answer)));
        verdict
    }

    pub(super) fn look(&mut self, look: &Look) {
        let head = self.head.get_or_insert_with(|| LookHead::new(look.chain.as_ref(), ANEW));
        let (row, next) = head.then(look);
        *head = next;
        self.looks.push(row);
    }

    pub(super) fn cut_looks(&mut self, until: DateTime<Utc>, chain: &dyn Chain) {
        let old = self.looks.iter().take_while(|row| row.at < until).count();
        if let (Some(row), Some(head)) = (self.looks[..old].last(), &mut self.head) {
            *head = head.without(chain, row.number, row.hash);
            self.looks.drain(..old);
        }
    }
}
