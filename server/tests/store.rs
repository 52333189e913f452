//! What every store promises. The same tests run on each: to add a store, add its line to `on_each_store!`.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

#[path = "store/accounts.rs"]
mod accounts;
#[path = "store/log.rs"]
mod log;
#[path = "store/looked.rs"]
mod looked;
#[path = "store/people.rs"]
mod people;
#[path = "store/power.rs"]
mod power;
#[path = "store/shelf.rs"]
mod shelf;
#[path = "throwaway/postgres.rs"]
#[allow(dead_code, reason = "the other suite uses all of it")]
mod throwaway;
#[path = "store/together.rs"]
mod together;
#[path = "store/ways.rs"]
mod ways;

use domain::FamilyId;
use server::clock::new_id;
use server::store::{FamilyRow, Memory, Postgres, Sqlite, Store};
use std::any::Any;
use std::sync::Arc;

/// A store, and what must outlive it.
type Opened = (Arc<dyn Store>, Box<dyn Any>);

async fn memory() -> Opened {
    (Arc::new(Memory::default()), Box::new(()))
}

async fn sqlite() -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(&folder.path().join("test.db")).await.unwrap();
    (Arc::new(store), Box::new(folder))
}

async fn postgres() -> Opened {
    let database = throwaway::database().await;
    let store = Postgres::open(&database.url).await.unwrap();
    (Arc::new(store), Box::new(database))
}

macro_rules! on_each_store {
    ($($store:ident)+ => $tests:tt) => { $( on_each_store!(@ $store $tests); )+ };
    (@ $store:ident { $($file:ident: $($test:ident)+;)+ }) => {
        mod $store {
            $($(
                #[tokio::test]
                async fn $test() {
                    let (store, _kept) = super::$store().await;
                    super::$file::$test(store).await;
                }
            )+)+
        }
    };
}

on_each_store! {
    memory sqlite postgres => {
        accounts:
            a_name_is_one_accounts_and_is_found_by_its_hash
            a_step_of_a_second_factor_is_used_once
            a_recovery_code_is_used_once_and_by_its_account_only
            a_session_remembers_when_it_was_proved_again
            a_password_is_hashed_anew_only_where_it_is_the_same_still
            an_account_without_a_seat_ends_with_all_its_ways_and_sessions
            what_is_on_trial_is_taken_away_with_the_sessions_that_came_in_by_it
            a_trial_is_made_shorter_and_never_longer_and_where_there_is_none_none_begins;
        log:
            events_come_back_in_order
            an_append_at_another_seq_writes_nothing
            a_command_is_written_once
            a_refused_command_leaves_only_its_receipt
            several_commands_are_written_together_or_not_at_all
            many_writers_leave_no_gap
            families_do_not_mix
            the_latest_snapshot_is_kept
            nothing_is_written_for_a_family_that_is_not_there
            what_is_sealed_with_another_version_of_the_key_is_not_written
            a_family_is_found_when_its_end_has_come
            a_family_is_made_once;
        looked:
            looks_are_numbered_and_each_holds_the_hash_before
            looks_come_newest_first_and_page_by_page
            a_chain_begins_once_and_without_a_beginning_it_says_so
            old_looks_go_from_the_front_and_the_head_remembers
            no_look_is_written_for_a_family_that_is_not_there
            all_families_are_listed;
        people:
            a_session_is_found_by_its_hash_until_it_ends
            an_accounts_sessions_are_listed_and_no_others
            sessions_that_ran_out_are_deleted_and_the_others_stay
            a_seat_is_one_accounts_and_one_members
            a_seat_that_is_taken_away_can_be_given_anew
            a_newcomer_gets_seat_and_session_or_neither
            a_session_takes_the_place_of_another_or_nothing_happens
            a_seat_is_vacated_with_the_log_and_whoever_sat_there_is_signed_out
            a_seat_of_somebody_with_a_way_of_their_own_is_not_vacated
            a_way_on_trial_keeps_no_seat
            a_key_opens_one_invitation;
        shelf:
            what_is_kept_is_given_once_to_the_browser_that_began
            what_waited_too_long_is_gone
            never_more_wait_than_there_is_room_for;
        ways:
            somebody_of_another_house_leads_to_one_account
            a_passkey_is_one_accounts_and_only_its_owner_deletes_it;
    }
}

/// A family that is there.
async fn family(store: &Arc<dyn Store>) -> FamilyId {
    let id = FamilyId(new_id());
    let row = FamilyRow { id, key_version: 1, sealed_name: vec![2] };
    store.create_family(row).await.unwrap();
    id
}
