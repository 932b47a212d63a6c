//! Who is worth comparing: people whose names sound alike, or who share a birthday or a telephone. Owns the blocks, in the
//! database and of a list that is not in it yet; refuses to judge likeness. Start at [`Workers::possible_duplicates`].

use std::collections::HashMap;

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sojourn_domain::registration::ShownDocument;
use sojourn_domain::worker::Worker;

use super::Workers;
use super::documents::plain_document;
use super::nouns::{self, sound_key};
use crate::Result;
use crate::entity::worker::worker;

/// How many are compared with one person at most, oldest first: a block of everybody must not cost everybody's time.
const MOST: usize = 50;

impl<C: ConnectionTrait> Workers<'_, C> {
    /// Workers of any office who might be the same person: names that sound alike with a birth year within
    /// one, the same given name and birth, or the same telephone. At most 50; the caller weighs them.
    ///
    /// # Errors
    /// As any statement.
    pub async fn possible_duplicates(&self, of: &Worker) -> Result<Vec<Worker>> {
        let year = of.born.year();
        let mut alike = Condition::any()
            .add(
                Condition::all()
                    .add(worker::Column::SurnameKey.eq(sound_key(&of.surname)))
                    .add(worker::Column::BirthYear.between(year - 1, year + 1)),
            )
            .add(
                Condition::all()
                    .add(worker::Column::GivenKey.eq(sound_key(&of.given_names)))
                    .add(worker::Column::Born.eq(of.born.to_string())),
            );
        if let Some(phone) = &of.phone {
            alike = alike.add(worker::Column::Phone.eq(phone.as_str()));
        }
        let query = worker::Entity::find()
            .filter(alike)
            .filter(worker::Column::Id.ne(of.id.uuid()))
            .filter(worker::Column::MergedInto.is_null())
            .order_by_asc(worker::Column::Id)
            .limit(MOST as u64);
        query.all(self.0.conn).await?.into_iter().map(nouns::worker).collect()
    }
}

/// What people of one block share.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Block {
    Surname(String, i32),
    Given(String, String),
    Phone(String),
    Document(String),
}

/// The blocks of [`Workers::possible_duplicates`] for people who are not on record yet: the lines of a list, each by
/// its place. A block keeps its first 50, since no more are compared.
#[derive(Debug, Default)]
pub struct Blocks(HashMap<Block, Vec<usize>>);

impl Blocks {
    /// Puts a person into their blocks. Places only grow.
    pub fn insert(&mut self, place: usize, person: &Worker, document: Option<&ShownDocument>) {
        let own = Block::Surname(sound_key(&person.surname), person.born.year());
        for block in [own].into_iter().chain(shared(person)).chain(document.map(of_document)) {
            let members = self.0.entry(block).or_default();
            if members.len() < MOST {
                members.push(place);
            }
        }
    }

    /// The places of people who might be this one, earliest first; at most 50, and the caller weighs them.
    #[must_use]
    pub fn possible_duplicates(&self, of: &Worker) -> Vec<usize> {
        let year = of.born.year();
        let near = (year - 1..=year + 1).map(|year| Block::Surname(sound_key(&of.surname), year));
        let mut found: Vec<usize> = near.chain(shared(of)).flat_map(|block| self.members(&block)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST);
        found
    }

    /// The places of people who showed the same document.
    #[must_use]
    pub fn with_document(&self, shown: &ShownDocument) -> &[usize] {
        self.members(&of_document(shown))
    }

    fn members(&self, block: &Block) -> &[usize] {
        self.0.get(block).map_or(&[], Vec::as_slice)
    }
}

fn shared(person: &Worker) -> impl Iterator<Item = Block> {
    let given = Block::Given(sound_key(&person.given_names), person.born.to_string());
    [Some(given), person.phone.clone().map(Block::Phone)].into_iter().flatten()
}

fn of_document(shown: &ShownDocument) -> Block {
    Block::Document(plain_document(shown.kind, shown.issuer, &shown.number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::somebody as person;

    fn of(people: &[Worker]) -> Blocks {
        let mut blocks = Blocks::default();
        for (place, person) in people.iter().enumerate() {
            blocks.insert(place, person, None);
        }
        blocks
    }

    #[test]
    fn only_those_who_share_something_are_compared() {
        let mut by_phone = person("Rosa", "Tzoc", "1970");
        by_phone.phone = Some("+61255501234".into());
        let blocks = of(&[
            person("Imogen", "Waller", "1988-12-09"),
            person("Deakin", "Waller", "1987-01-01"),
            person("Imogen", "Berry", "1988-12-09"),
            by_phone.clone(),
            person("Imogen", "Waller", "1960-01-01"),
        ]);
        assert_eq!(blocks.possible_duplicates(&person("Imogen", "Walller", "1988-12-09")), [0, 1, 2]);
        assert_eq!(blocks.possible_duplicates(&Worker { surname: "Ixcot".into(), ..by_phone }), [3]);
    }

    #[test]
    fn a_list_of_namesakes_is_not_compared_with_all_of_itself() {
        let many: Vec<_> = (0..2 * MOST).map(|_| person("Jas", "Singh", "1990-01-01")).collect();
        assert_eq!(of(&many).possible_duplicates(&many[0]), (0..MOST).collect::<Vec<_>>());
    }
}
