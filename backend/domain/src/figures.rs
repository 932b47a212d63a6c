//! Figures without identities: a table of counts in which no small number can be read or worked out.
//! Owns suppression (cells under [`FEWEST`] and, where one could be had by subtraction, a second one).

/// Counts from 1 to one less than this are not shown.
pub const FEWEST: u64 = 5;

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A count that may be shown.
    Shown(u64),
    /// Under [`FEWEST`], or kept back so that such a one cannot be worked out.
    Suppressed,
}

impl Cell {
    /// The count, where it is shown.
    #[must_use]
    pub const fn shown(self) -> Option<u64> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Suppressed => None,
        }
    }
}

/// A table with the sums of its rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The cells, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// The sum of each row.
    pub rows: Vec<Cell>,
    /// The sum of each column.
    pub columns: Vec<Cell>,
    /// The sum of all.
    pub total: Cell,
}

/// Keeps back every count from 1 to 4, in the cells and in the sums, and then so many more that along no row and no
/// column exactly one is missing: a sum minus its parts would give it. A row that is missing whole takes its sum too
/// where that alone would tell. Of the candidates the smallest goes first, so that little is lost.
#[must_use]
pub fn suppress(counts: &[Vec<u64>]) -> Suppressed {
    let (height, width) = (counts.len(), counts.first().map_or(0, Vec::len));
    let mut grid = Grid::new(counts, height, width);
    while grid.hide_one_more() {}
    grid.into_table(height, width)
}

/// The table with its sums as a last column and a last row: one rule holds along all lines.
struct Grid {
    counts: Vec<Vec<u64>>,
    hidden: Vec<Vec<bool>>,
}

impl Grid {
    fn new(counts: &[Vec<u64>], height: usize, width: usize) -> Self {
        let mut all: Vec<Vec<u64>> = counts
            .iter()
            .map(|row| {
                let mut row: Vec<u64> = (0..width).map(|at| row.get(at).copied().unwrap_or(0)).collect();
                row.push(row.iter().sum());
                row
            })
            .collect();
        let sums = (0..=width).map(|at| all.iter().map(|row| row[at]).sum()).collect();
        all.push(sums);
        debug_assert_eq!(all.len(), height + 1);
        let hidden = all.iter().map(|row| row.iter().map(|n| (1..FEWEST).contains(n)).collect()).collect();
        Self { counts: all, hidden }
    }

    /// Every line along which parts add up to a sum: each row and each column, its sum last.
    fn lines(&self) -> Vec<Vec<(usize, usize)>> {
        let (height, width) = (self.counts.len(), self.counts[0].len());
        let rows = (0..height).map(|r| (0..width).map(|c| (r, c)).collect());
        let columns = (0..width).map(|c| (0..height).map(|r| (r, c)).collect());
        rows.chain(columns).collect()
    }

    /// Finds a line with exactly one cell kept back, and keeps back a second; answers whether there was one.
    fn hide_one_more(&mut self) -> bool {
        for line in self.lines() {
            if line.iter().filter(|(r, c)| self.hidden[*r][*c]).count() != 1 {
                continue;
            }
            // Noughts first need no hiding of their own, but hide as well as any number; parts go before sums.
            let last = line.len() - 1;
            let open = line.iter().enumerate().filter(|(_, (r, c))| !self.hidden[*r][*c]);
            let next = open.min_by_key(|(at, (r, c))| (*at == last, self.counts[*r][*c] == 0, self.counts[*r][*c]));
            if let Some((_, (r, c))) = next {
                self.hidden[*r][*c] = true;
                return true;
            }
        }
        false
    }

    fn into_table(self, height: usize, width: usize) -> Suppressed {
        let cell = |r: usize, c: usize| {
            if self.hidden[r][c] { Cell::Suppressed } else { Cell::Shown(self.counts[r][c]) }
        };
        Suppressed {
            cells: (0..height).map(|r| (0..width).map(|c| cell(r, c)).collect()).collect(),
            rows: (0..height).map(|r| cell(r, width)).collect(),
            columns: (0..width).map(|c| cell(height, c)).collect(),
            total: cell(height, width),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suppressed(counts: &[&[u64]]) -> Suppressed {
        suppress(&counts.iter().map(|row| row.to_vec()).collect::<Vec<_>>())
    }

    /// Every line of the table with its sum last.
    fn lines(table: &Suppressed) -> Vec<Vec<Cell>> {
        let mut rows: Vec<Vec<Cell>> = table.cells.clone();
        for (row, sum) in rows.iter_mut().zip(&table.rows) {
            row.push(*sum);
        }
        rows.push(table.columns.iter().copied().chain([table.total]).collect());
        let columns = (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).collect()).collect::<Vec<_>>();
        rows.into_iter().chain(columns).collect()
    }

    #[test]
    fn a_table_of_large_numbers_and_noughts_is_shown_whole() {
        let table = suppressed(&[&[10, 0], &[7, 25]]);
        assert_eq!(table.cells, [[Cell::Shown(10), Cell::Shown(0)], [Cell::Shown(7), Cell::Shown(25)]]);
        assert_eq!((table.rows[1], table.columns[0], table.total), (Cell::Shown(32), Cell::Shown(17), Cell::Shown(42)));
    }

    #[test]
    fn a_small_number_takes_a_second_cell_along_its_row_and_its_column() {
        let table = suppressed(&[&[3, 40, 50], &[20, 30, 60], &[70, 80, 90]]);
        assert_eq!(table.cells[0][0], Cell::Suppressed);
        assert_eq!(table.cells.iter().flatten().filter(|c| **c == Cell::Suppressed).count(), 4, "a rectangle");
        assert_eq!(table.total, Cell::Shown(443));
    }

    #[test]
    fn four_is_kept_back_and_five_is_shown() {
        assert_eq!(suppressed(&[&[4, 5]]).cells[0][0], Cell::Suppressed);
        assert_eq!(suppressed(&[&[5, 5]]).cells[0], [Cell::Shown(5), Cell::Shown(5)]);
    }

    #[test]
    fn a_small_number_alone_in_its_column_takes_a_sum_with_it() {
        let table = suppressed(&[&[2, 30]]);
        assert_eq!(table.cells[0][0], Cell::Suppressed);
        // The column's sum is the same small number, and the row must not give it either.
        assert_eq!(table.columns[0], Cell::Suppressed);
        assert!(table.cells[0][1] == Cell::Suppressed || table.rows[0] == Cell::Suppressed);
    }

    #[test]
    fn no_line_of_any_table_gives_a_small_number_by_subtraction() {
        // Every table of two rows and three columns over these counts: 6^6 of them.
        const COUNTS: [u64; 6] = [0, 1, 4, 5, 9, 60];
        for code in 0..6_u64.pow(6) {
            let pick = |at: u32| COUNTS[usize::try_from(code / 6_u64.pow(at) % 6).unwrap_or(0)];
            let table = suppressed(&[&[pick(0), pick(1), pick(2)], &[pick(3), pick(4), pick(5)]]);
            for line in lines(&table) {
                assert_ne!(line.iter().filter(|c| **c == Cell::Suppressed).count(), 1, "{code}: {line:?}");
                assert!(line.iter().all(|c| !matches!(c, Cell::Shown(1..FEWEST))), "{code}: {line:?}");
            }
        }
    }

    #[test]
    fn an_empty_table_has_an_empty_sum() {
        assert_eq!(suppress(&[]).total, Cell::Shown(0));
    }
}
