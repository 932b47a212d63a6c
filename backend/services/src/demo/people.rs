//! The demonstration's workers: invented persons with the names of their country, always the same ones.

use chrono::{Datelike, NaiveDate};
use sojourn_domain::{
    registration::{Fields, field},
    worker::Sex,
};

use super::frame::Corridor;

struct Names {
    women: [&'static str; 12],
    men: [&'static str; 12],
    surnames: [&'static str; 17],
    districts: [&'static str; 5],
    country: &'static str,
    dialling: &'static str,
    language: &'static str,
    two_surnames: bool,
}

const NAMES: [Names; 2] = [
    Names {
        women: [
            "María", "Ana", "Rosa", "Juana", "Lucía", "Catarina", "Dominga", "Elena", "Petrona", "Marta", "Sandra",
            "Irma",
        ],
        men: [
            "Juan",
            "Pedro",
            "Mateo",
            "Diego",
            "Sebastián",
            "Andrés",
            "Tomás",
            "Francisco",
            "Manuel",
            "Pascual",
            "Marcos",
            "Gaspar",
        ],
        surnames: [
            "Ajtún",
            "Cojulún",
            "Pérez",
            "Xitumul",
            "Xiloj",
            "Tzoc",
            "Batz",
            "Chaj",
            "García",
            "López",
            "Quiej",
            "Ixcoy",
            "Sacalxot",
            "Hernández",
            "Tum",
            "Velásquez",
            "Coyoy",
        ],
        districts: ["Quetzaltenango", "Totonicapán", "Huehuetenango", "Sololá", "San Marcos"],
        country: "GTM",
        dialling: "+5025",
        language: "es",
        two_surnames: true,
    },
    Names {
        women: [
            "Sita", "Gita", "Kamala", "Maya", "Sunita", "Anita", "Bimala", "Laxmi", "Parbati", "Rekha", "Sabina",
            "Urmila",
        ],
        men: ["Ram", "Hari", "Krishna", "Bishnu", "Dipak", "Suman", "Raju", "Nabin", "Prem", "Kiran", "Santosh", "Tek"],
        surnames: [
            "Gurung",
            "Tamang",
            "Rai",
            "Magar",
            "Shrestha",
            "Thapa",
            "Lama",
            "Adhikari",
            "Karki",
            "Basnet",
            "Khadka",
            "Limbu",
            "Chaudhary",
            "Poudel",
            "Joshi",
            "Bhandari",
            "Sherpa",
        ],
        districts: ["Kathmandu", "Kaski", "Jhapa", "Chitwan", "Dhading"],
        country: "NPL",
        dialling: "+97798",
        language: "ne",
        two_surnames: false,
    },
];

/// What somebody of a crowd is called, and where they live.
pub(super) struct Named {
    pub(super) given_names: String,
    pub(super) surname: String,
    pub(super) sex: Sex,
    pub(super) district: &'static str,
    pub(super) country: &'static str,
    pub(super) dialling: &'static str,
    pub(super) language: &'static str,
}

/// Somebody of a corridor, as the throws say: two given names, and the surnames of the country.
pub(super) fn one_of_many(corridor: usize, mut throw: impl FnMut(usize) -> usize) -> Named {
    let names = &NAMES[corridor];
    let (sex, given) = if throw(5) < 2 { (Sex::Female, &names.women) } else { (Sex::Male, &names.men) };
    let first = names.surnames[throw(names.surnames.len())];
    let second = names.surnames[throw(names.surnames.len())];
    Named {
        given_names: format!("{} {}", given[throw(given.len())], given[throw(given.len())]),
        surname: if names.two_surnames { format!("{first} {second}") } else { first.to_owned() },
        sex,
        district: names.districts[throw(names.districts.len())],
        country: names.country,
        dialling: names.dialling,
        language: names.language,
    }
}

/// The form of the n-th worker of a corridor, as an officer would have filled it in.
pub(super) fn fields(corridor: &Corridor, n: usize, today: NaiveDate) -> Fields {
    let names = &NAMES[corridor.index];
    let woman = n % 5 < 2;
    let given = if woman { names.women[n % 12] } else { names.men[n * 5 % 12] };
    let first = names.surnames[n * 7 % 17];
    let surname =
        if names.two_surnames { format!("{first} {}", names.surnames[(n * 3 + 5) % 17]) } else { first.into() };
    let year = today.year() - 23 - (n as i32 * 11 % 19);
    let values = [
        (field::GIVEN_NAMES, given.to_owned()),
        (field::SURNAME, surname),
        (field::SEX, if woman { "female" } else { "male" }.to_owned()),
        (field::BORN_YEAR, year.to_string()),
        (field::BORN_MONTH, (n * 5 % 12 + 1).to_string()),
        (field::BORN_DAY, (n * 11 % 28 + 1).to_string()),
        (field::NATIONALITY, names.country.to_owned()),
        (field::DOCUMENT_KIND, "passport".to_owned()),
        (field::DOCUMENT_NUMBER, format!("{}{:07}", &names.country[..1], 2_400_317 + n * 1009)),
        (field::DOCUMENT_ISSUER, names.country.to_owned()),
        (field::DOCUMENT_EXPIRES, format!("{}-{:02}-15", today.year() + 4, n % 12 + 1)),
        (field::PHONE, format!("{}{:07}", names.dialling, 1_350_000 + n * 7919)),
        (field::DISTRICT, names.districts[n % 5].to_owned()),
        (field::LANGUAGE, names.language.to_owned()),
        (field::PROGRAMME, corridor.programme.to_string()),
        ("consent_registration", "yes".to_owned()),
        ("consent_matching", "yes".to_owned()),
        ("consent_destination", "yes".to_owned()),
        // Invented names collide; a demonstration's officer has looked.
        (field::ANOTHER_PERSON, "yes".to_owned()),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
