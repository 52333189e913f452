//! How many connections are open at a time, in all and from one address. Each costs a file handle and some memory of ours before anybody
//! is asked who they are, so this is counted first of all.

use crate::auth::limits::block;
use rustix::process::{Resource, getrlimit};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// More than one process should hold. Where the system gives us fewer files, they are what counts.
const MOST: usize = 20_000;
/// A town hall is one address, so one may hold a quarter.
const SHARE: usize = 4;
/// So many are told at a time that there is no room; who comes on top of them meets a closed door.
const TOLD: usize = 64;

/// See the module.
pub struct Door {
    most: usize,
    of_one: usize,
    /// Whose connections are not counted by address: our own machine's, where a proxy may stand.
    pub own: fn(&IpAddr) -> bool,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    all: usize,
    told: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// Counted for as long as any clone of it is held.
#[derive(Clone)]
pub struct Inside(#[expect(dead_code, reason = "held, not read")] Arc<Counted>);

struct Counted {
    open: Arc<Mutex<Open>>,
    what: What,
}

enum What {
    Guest(Option<IpAddr>),
    Told,
}

/// Who comes in.
pub(super) enum Entered {
    Inside(Inside),
    /// There is no room, and somebody has time to say so.
    Told(Inside),
    No,
}

impl Default for Door {
    fn default() -> Self {
        // A quarter of our files is for the database, the keys, and those who are told.
        let files = getrlimit(Resource::Nofile)
            .current
            .map_or(MOST, |files| usize::try_from(files).unwrap_or(MOST) / 4 * 3);
        let most = files.min(MOST);
        Self::of(most, most / SHARE)
    }
}

impl Door {
    pub fn of(most: usize, of_one: usize) -> Self {
        Self { most, of_one, own: IpAddr::is_loopback, open: Arc::default() }
    }

    /// How many are in.
    pub fn count(&self) -> usize {
        held(&self.open).all
    }

    /// Without an address where a proxy stands before us: it is the proxy's, whoever comes.
    pub(super) fn enter(&self, from: Option<IpAddr>) -> Entered {
        let from = block(from.filter(|it| !(self.own)(&it.to_canonical())));
        let mut open = held(&self.open);
        let of_one = from.and_then(|it| open.by_address.get(&it)).copied().unwrap_or(0);
        if open.all < self.most && of_one < self.of_one {
            open.all += 1;
            if let Some(from) = from {
                *open.by_address.entry(from).or_default() += 1;
            }
            Entered::Inside(self.counted(What::Guest(from)))
        } else if open.told < TOLD {
            open.told += 1;
            Entered::Told(self.counted(What::Told))
        } else {
            Entered::No
        }
    }

    fn counted(&self, what: What) -> Inside {
        Inside(Arc::new(Counted { open: self.open.clone(), what }))
    }
}

fn held(open: &Mutex<Open>) -> MutexGuard<'_, Open> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = held(&self.open);
        match self.what {
            What::Told => open.told -= 1,
            What::Guest(from) => {
                open.all -= 1;
                let Some(from) = from else { return };
                let of_one = open.by_address.get_mut(&from).map(|count| {
                    *count -= 1;
                    *count
                });
                if of_one == Some(0) {
                    open.by_address.remove(&from);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes_in(door: &Door, from: Option<IpAddr>) -> Option<Inside> {
        match door.enter(from) {
            Entered::Inside(inside) => Some(inside),
            Entered::Told(_) | Entered::No => None,
        }
    }

    fn six(net: u16, host: u16) -> IpAddr {
        IpAddr::V6([0x2001, 0xdb8, 0, net, 0, 0, 0, host].into())
    }

    #[test]
    fn one_address_has_a_share_and_all_have_the_whole() {
        let door = Door::of(3, 2);
        let mut held: Vec<_> =
            (0..3).filter_map(|host| goes_in(&door, Some(six(1, host)))).collect();
        assert_eq!(held.len(), 2, "a whole net of IPv6 is one address");
        held.extend(goes_in(&door, Some(six(2, 0))));
        assert!(goes_in(&door, Some(six(3, 0))).is_none() && door.count() == 3);
        drop(held);
        assert!(door.count() == 0 && super::held(&door.open).by_address.is_empty());
        assert!(goes_in(&door, Some(six(1, 9))).is_some());
    }

    #[test]
    fn our_own_machine_and_a_proxy_have_no_share_but_the_whole() {
        let door = Door::of(5, 1);
        let here = Some(IpAddr::from([127, 0, 0, 1]));
        let mapped = Some(IpAddr::V6(std::net::Ipv4Addr::LOCALHOST.to_ipv6_mapped()));
        let held: Vec<_> = [here, mapped, None, None, here, here]
            .iter()
            .filter_map(|it| goes_in(&door, *it))
            .collect();
        assert_eq!(held.len(), 5);
    }

    #[test]
    fn whoever_comes_on_top_of_those_who_are_told_meets_a_closed_door() {
        let door = Door::of(0, 0);
        let told: Vec<_> = (0..TOLD).map(|_| door.enter(None)).collect();
        assert!(told.iter().all(|it| matches!(it, Entered::Told(_))));
        assert!(matches!(door.enter(None), Entered::No));
        drop(told);
        assert!(matches!(door.enter(None), Entered::Told(_)));
    }
}
