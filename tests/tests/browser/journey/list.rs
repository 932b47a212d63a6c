//! A list of the layout that FEBRL's data sets have: a blank behind every comma, dates of eight digits, and the
//! same person once more with a slip of the pen. Every name in it is invented.

use std::fmt::Write;

/// The worker who makes the journey.
pub const GIVEN: &str = "imogen";
/// Their surname, which nobody else on the list has.
pub const SURNAME: &str = "wallerby";
/// The name as lists of people show it.
pub const LISTED: &str = "wallerby, imogen";

const GIVEN_NAMES: [&str; 6] = ["lachlan", "deakin", "kayla", "brodie", "tiana", "hamish"];
const SURNAMES: [&str; 6] = ["berrigan", "sondergard", "harringay", "matsumuro", "pellegrin", "ostrowe"];
const STREETS: [&str; 3] = ["giblin street", "maltby circuit", "tullaroop street"];

/// Six people, one of them twice, one born on a day that does not exist, and the worker.
pub fn febrl() -> String {
    let mut list = String::from(
        "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id\n",
    );
    let mut row = |id: String, given: &str, surname: &str, n: usize, born: &str| {
        let street = STREETS[n % STREETS.len()];
        let (house, postcode, number) = (n * 7 + 3, 2600 + n * 13, 4_000_000 + n * 104_729);
        writeln!(list, "{id}, {given}, {surname}, {house}, {street}, , bittern, {postcode}, qld, {born}, {number}")
            .expect("text grows");
    };
    for (n, (given, surname)) in GIVEN_NAMES.iter().zip(SURNAMES).enumerate() {
        row(format!("rec-{n}-org"), given, surname, n, &format!("19{}0{}1{n}", 78 + n, n % 9 + 1));
    }
    row("rec-0-dup-0".into(), GIVEN_NAMES[0], SURNAMES[0], 0, "19780110");
    row("rec-6-org".into(), "nobody", "neverborn", 6, "19890230");
    row("rec-7-org".into(), GIVEN, SURNAME, 7, "19941105");
    list
}
