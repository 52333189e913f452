use super::*;
use std::net::Ipv4Addr;

const HERE: Origin = Some(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)));

/// A try that opens nothing, if it may be made.
fn misses(limits: &Limits, tried: Tried, from: Origin) -> bool {
    let may = limits.tries(tried, from).is_ok();
    if may {
        limits.missed(tried);
    }
    may
}

fn hash(number: u32) -> Hash {
    let mut hash = [0; 32];
    hash[..4].copy_from_slice(&number.to_be_bytes());
    hash
}

fn four(number: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 + number))
}

#[test]
fn one_key_is_not_tried_often_and_one_address_does_not_try_many() {
    let limits = Limits::default();
    let tries = (0..30).filter(|_| misses(&limits, Tried::Link([1; 32]), HERE)).count();
    assert!((20..25).contains(&tries), "{tries}");
    let many = (0..200).filter(|n| misses(&limits, Tried::Link(hash(*n)), HERE)).count();
    assert!((30..60).contains(&many), "{many}");
    assert!(misses(&limits, Tried::Link([9; 32]), Some(four(2))), "another address goes on");
    assert!(matches!(
        limits.tries(Tried::Neither, HERE),
        Err(HttpError::TooMany { seconds: 1..=3 })
    ));
}

#[test]
fn what_is_right_costs_nothing() {
    let limits = Limits::default();
    for _ in 0..5_000 {
        for tried in [Tried::Link([1; 32]), Tried::Code([2; 32])] {
            assert!(limits.tries(tried, HERE).is_ok());
            limits.found(tried, HERE);
        }
    }
}

#[test]
fn what_is_neither_is_counted_by_its_address_alone() {
    let limits = Limits::default();
    for number in 0..100 {
        assert!(misses(&limits, Tried::Neither, Some(four(number))));
    }
    let tries = (0..100).filter(|_| misses(&limits, Tried::Neither, HERE)).count();
    assert!((40..70).contains(&tries), "{tries}");
}

#[test]
fn guessing_at_codes_from_everywhere_leaves_links_open() {
    let limits = Limits::default();
    let tries =
        (0..2_000).filter(|n| misses(&limits, Tried::Code(hash(*n)), Some(four(*n)))).count();
    assert!((1_000..1_100).contains(&tries), "{tries}");
    assert!(limits.tries(Tried::Code([7; 32]), Some(four(5_000))).is_err());
    assert!(limits.tries(Tried::Link([7; 32]), Some(four(5_000))).is_ok());
}

#[test]
fn a_whole_net_of_ipv6_is_one_address() {
    let limits = Limits::default();
    let six = |net: u16, host: u16| Some(IpAddr::V6([0x2001, 0xdb8, 0, net, 0, 0, 0, host].into()));
    let tries = (0..200).filter(|host| misses(&limits, Tried::Neither, six(1, *host))).count();
    assert!((60..70).contains(&tries), "{tries}");
    assert!(misses(&limits, Tried::Neither, six(2, 1)));
}

#[test]
fn all_whose_address_is_not_known_are_counted_together() {
    let limits = Limits::default();
    let tries = (0..100).filter(|_| misses(&limits, Tried::Neither, None)).count();
    assert!((60..70).contains(&tries), "{tries}");
}

#[test]
fn one_address_makes_so_many_places_in_an_hour_and_the_own_machine_any_number() {
    let limits = Limits::new(NonZeroU32::new(3).expect("not zero"));
    assert_eq!((0..10).filter(|_| limits.founds(HERE).is_ok()).count(), 3);
    assert!(matches!(limits.founds(HERE), Err(HttpError::TooMany { seconds: 1000..=1201 })));
    assert!(limits.founds(Some(four(2))).is_ok());
    assert!((0..100).all(|_| limits.founds(Some(IpAddr::from([127, 0, 0, 1]))).is_ok()));
}
