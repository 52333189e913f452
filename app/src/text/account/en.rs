//! English.

use super::{Text, wait};
use crate::still::Answer;

pub const EN: Text = Text {
    sign_in_lead: "Then you have your places on this device.",
    name_label: "E-mail or phone number",
    name_hint: "We never write to you. It is just easy to remember.",
    password_label: "Password",
    code_label: "Code from your app",
    code_hint: "Six figures, if you have set it up. If not, leave it empty.",
    code_or_paper: "Six figures. Is the app gone? Use a code from your paper.",
    app_hint: "The six figures that the app shows right now.",
    by_code: "I have a link or a code",
    forgot_title: "Have you forgotten your password?",
    forgot: [
        "Are you in on another device? Open Your account there.",
        "With the code from your app you can choose a new password.",
        "If not, ask for a new invitation. What you wrote is still there.",
    ],
    already_title: "Somebody is in here already",
    already: "Is it not you? Sign out under Your devices first.",
    to_places: "To the places",

    lead: "With a password you can come in from other devices.",
    professional_title: "You are here as a professional",
    professional: "Then you need two things: a password and a code from an app.",
    low: "Before you see anything of the family, you show who you are. It takes a minute.",
    low_again: "Did you do it before? Sign out under Your devices, and come in with that.",
    low_yet: |day| format!("Your way in is new. Here it opens the places by {day}."),
    low_yet_next: "To get in sooner, come in by it on another device. Do not sign out here.",
    opening_title: "How you sign in",
    no_name: "You came in by an invitation. Do you want a password too?",
    you_use: |name| format!("You sign in with {name}."),
    change: "Change name or password",
    new_label: "New password",
    new_hint: "At least 15 characters. Three or four words are good. You may paste.",
    new_hint_beside: "At least 8 characters. More words are better. You may paste.",
    old_label: "Your password now",
    keep: "Save",
    ends_others: "When you save, all other devices are signed out.",
    ends_tried: "Then devices are signed out that came in by a new way. Others stay in.",

    second_title: "A code beside it",
    second_off: "An app on your phone shows six figures. Then a password is not enough for others.",
    second_on: "Your app is set up. You need its code when you sign in.",
    codes_left: |left| match left {
        0 => "You have no codes on paper. Make ten new ones.".to_owned(),
        1 => "You have one code on paper left.".to_owned(),
        left => format!("You have {left} codes on paper left."),
    },
    set_up: "Set up an app",
    new_codes: "Make ten new codes on paper",
    new_phone: "Change to another app or phone",
    set_up_lead: "Open an app that makes codes. Scan the picture and type the six figures.",
    qr: "Square code for your app",
    qr_hint: "Scan it with your app.",
    key_hint: "Can you not scan? Type this key into the app.",
    confirm_hint: "The six figures that the app shows right now.",
    confirm: "That is it",
    codes_title: "Your ten codes on paper",
    codes_lead: "Print the page, or write the codes down. They are shown only now.",
    codes_rules: [
        "Is the app gone? Use one of them instead.",
        "Each code works once.",
        "Keep the paper in a safe place, not with your phone.",
    ],
    codes_kept: "I have kept them",

    step_up_lead: "Before you go on, we must be sure. It holds for ten minutes.",
    step_up_waits: "What you wanted to do waits here. It is done afterwards.",
    step_up_finger: "Use fingerprint or face",
    step_up_no_finger: "Finger or face cannot be used here. Try another browser.",
    proves: "You have a way in already. Show that it is you before you make another.",
    first_password: "You have no password yet. Make one first, then you can go on.",
    first_second: "As a professional you also need a code from an app. Set it up first.",
    to_account: "To your account",

    close: "Close my account",
    close_lead: [
        "Then nobody comes in by it any more, nor do you. All your devices are signed out.",
        "Password, app and finger are deleted. It cannot be undone.",
        "What you wrote in a family stays with the family.",
        "Are you in a family? Leave its circle first, on the page Us.",
    ],
    close_now: "Close the account now",

    answer,
};

fn answer(answer: Answer) -> (&'static str, String) {
    let (title, what) = match answer {
        Answer::Wrong => {
            ("They do not fit together", "Check name, password and code. A code works only once.")
        }
        Answer::NeedsSecond => (
            "A code is missing",
            "Set up an app under Your account. Do it on a device where you are in.",
        ),
        Answer::Unproved => {
            ("That does not fit", "Nothing was changed. Try again. A code works only once.")
        }
        Answer::WrongCode => ("The code does not fit", "Wait for a new code and try again."),
        Answer::NoName => ("We cannot use that name", "Write an e-mail or a phone number."),
        Answer::Taken => ("That name is in use", "If you have an account, sign in with it."),
        Answer::Short(least) => {
            return (
                "It is too short",
                format!("Use at least {least} characters. Three or four words are good."),
            );
        }
        Answer::Long(most) => {
            return ("It is too long", format!("Use at most {most} characters."));
        }
        Answer::Known => {
            ("Everybody knows it", "It is on lists of known passwords. Choose another.")
        }
        Answer::Guessable => {
            ("It is easy to guess", "Take some words that do not belong together.")
        }
        Answer::Wait(seconds) => {
            let wait = wait(seconds, "a second", "seconds", "a minute", "minutes");
            return ("Wait a little", format!("There have been many tries. Try again in {wait}."));
        }
        Answer::Kept => ("Saved", "Now you can sign in. Other devices are signed out."),
        Answer::KeptFirst => (
            "Saved",
            "Now you can sign in. At first, do what matters most on this device. Open your place here on \
             another day. Then it takes a week at most. Devices from before are still in: see them under \
             Your devices.",
        ),
        Answer::Removed => (
            "It is removed",
            "Anybody who came in that way is out now. You can make your own here.",
        ),
        Answer::NothingNew => (
            "Nothing is on trial",
            "If you have just removed it, it is gone. Is there a way in on this page that is not yours? Then \
             sign the other devices out under Your devices, and tell your coordinator.",
        ),
        Answer::SecondKept => ("Saved", "Your app is set up."),
        Answer::StillIn => (
            "You are in a family still",
            "Nothing was changed. Leave its circle first, on the page Us.",
        ),
        Answer::NoPin => ("The code must be figures", "Use 4 to 6 figures that you can remember."),
        Answer::WrongPin => ("The code does not fit", "The screen is still locked. Try again."),
    };
    (title, what.to_owned())
}
