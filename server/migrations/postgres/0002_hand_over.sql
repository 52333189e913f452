-- A device that goes round the table: sealed, what opens it again for its owner, and whose turn it is. While it stands here the
-- session has none of its owner's rights.
alter table sessions add column handed_over bytea;
