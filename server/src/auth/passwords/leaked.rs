//! Passwords that leaked, and are therefore tried first: the most used of ten million, those that are long enough to be taken here.
//! `scripts/leaked.mjs` makes the file out of the list. Nothing is asked of anybody on the net.

use sha2::{Digest, Sha256};

/// So much of a hash that a good password is taken for one of these once in two million times.
const BYTES: usize = 5;
/// In order.
static HASHES: &[u8] = include_bytes!("leaked.bin");

/// Whether a password is one of them, in large letters or small.
pub fn leaked(password: &str) -> bool {
    let hash = Sha256::digest(password.to_lowercase().as_bytes());
    let (hashes, _) = HASHES.as_chunks::<BYTES>();
    hash.first_chunk().is_some_and(|hash| hashes.binary_search(hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaked_is_found_however_it_is_written_and_nothing_else() {
        for known in ["zQjphsyf6ctifgu", "ZQJPHSYF6CTIFGU", "bpgjldsgjldthnf", "passwordstandard"] {
            assert!(leaked(known), "{known}");
        }
        for other in ["zQjphsyf6ctifgv", "krukke saks paraply", "", "vi spiser tit pandekager om"] {
            assert!(!leaked(other), "{other}");
        }
    }

    #[test]
    fn the_file_is_whole_and_in_order() {
        let (hashes, rest) = HASHES.as_chunks::<BYTES>();
        assert!(rest.is_empty() && hashes.len() > 470_000, "{}", hashes.len());
        assert!(hashes.is_sorted_by(|one, next| one < next));
    }
}
