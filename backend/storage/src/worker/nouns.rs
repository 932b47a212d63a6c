//! Rows of workers to the domain's noun and back, with the texts they are searched and blocked by.

use sojourn_domain::locale::PaperLanguage;
use sojourn_domain::worker::{Sex, Worker};

use crate::Result;
use crate::entity::worker::worker;
use crate::store::coded;

pub(crate) fn worker(row: worker::Model) -> Result<Worker> {
    Ok(Worker {
        id: row.id.into(),
        number: coded(|n| n.parse().ok(), "worker number", &row.number)?,
        merged_into: row.merged_into.map(Into::into),
        office: row.office_id.into(),
        given_names: row.given_names,
        surname: row.surname,
        own_script_name: row.own_script_name,
        parent_name: row.parent_name,
        sex: coded(Sex::from_code, "sex", &row.sex)?,
        born: coded(|b| b.parse().ok(), "birth", &row.born)?,
        nationality: coded(|c| c.parse().ok(), "country", &row.nationality)?,
        phone: row.phone,
        email: row.email,
        address: row.address,
        district: row.district,
        postcode: row.postcode,
        language: coded(PaperLanguage::from_code, "language", &row.language)?,
        created_at: row.created_at,
        version: row.version,
    })
}

pub(crate) fn worker_row(w: &Worker) -> worker::Model {
    worker::Model {
        id: w.id.uuid(),
        number: w.number.to_string(),
        given_names: w.given_names.clone(),
        surname: w.surname.clone(),
        own_script_name: w.own_script_name.clone(),
        parent_name: w.parent_name.clone(),
        search_text: search_text(w),
        surname_key: sound_key(&w.surname),
        given_key: sound_key(&w.given_names),
        sex: w.sex.code().to_owned(),
        born: w.born.to_string(),
        birth_year: Some(w.born.year()),
        nationality: w.nationality.alpha3().to_owned(),
        phone: w.phone.clone(),
        email: w.email.clone(),
        address: w.address.clone(),
        district: w.district.clone(),
        postcode: w.postcode.clone(),
        language: w.language.code().to_owned(),
        office_id: w.office.uuid(),
        merged_into: w.merged_into.map(|m| m.uuid()),
        version: w.version,
        created_at: w.created_at,
    }
}

/// Number, names both ways round and telephone, as written and without accents, in lower case.
fn search_text(w: &Worker) -> String {
    let own = w.own_script_name.as_deref().unwrap_or_default();
    let phone = w.phone.as_deref().unwrap_or_default();
    let written =
        format!("{} {} {} {} {own} {phone}", w.number, w.given_names, w.surname, w.given_names).to_lowercase();
    let folded = fold(&written);
    if folded == written { written } else { format!("{written} {folded}") }
}

/// Lower case without accents, in Latin letters.
pub(super) fn fold(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}

/// What stays when a name is misheard: its first letter and the consonants after it, doubles once, at most
/// six. Two spellings with one key are worth comparing, no more.
pub(super) fn sound_key(name: &str) -> String {
    let mut key = String::new();
    for letter in fold(name).chars().filter(char::is_ascii_lowercase) {
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w');
        if key.is_empty() || (!vowel && !key.ends_with(letter)) {
            key.push(letter);
        }
        if key.len() == 6 {
            break;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{fold, sound_key};

    #[test]
    fn spellings_that_sound_alike_share_a_key() {
        assert_eq!(sound_key("Mohammed"), sound_key("Muhamad"));
        assert_eq!(sound_key("Pérez"), sound_key("Perez"));
        assert_ne!(sound_key("Tamang"), sound_key("Gurung"));
    }

    #[test]
    fn accents_fold_away() {
        assert_eq!(fold("Núñez"), "nunez");
    }
}
