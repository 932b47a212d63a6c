//! Money sent home: its channels and uses, and what it cost by the formula of SDG 10.c.1.

coded! {
    /// How money travels.
    pub enum Channel {
        /// A bank.
        Bank = "bank",
        /// A money transfer operator.
        Operator = "operator",
        /// A post office.
        Post = "post",
        /// A mobile wallet.
        Mobile = "mobile",
        /// Carried by hand.
        Carried = "carried",
        /// Another, informal ones too.
        Other = "other",
    }
}

coded! {
    /// What it was for.
    pub enum Use {
        /// Food and daily life.
        Living = "living",
        /// School.
        Education = "education",
        /// Health.
        Health = "health",
        /// A house or land.
        Housing = "housing",
        /// Paying back a loan.
        Debt = "debt",
        /// Saving.
        Savings = "savings",
        /// A business.
        Business = "business",
        /// Anything else.
        Other = "other",
    }
}

/// How many of a scaled rate's units make one: rates are integers of 10⁻¹⁰.
const ONE: i128 = 10_000_000_000;

/// The price of a transfer in thousandths of a percent of the amount sent, rounded to the nearest: fee plus the
/// margin by which the customer's rate is worse than the interbank rate (SDG 10.c.1, metadata of the World Bank:
/// `100 · (fee / amount + (mid − customer) / mid)`). Below zero where a promotion pays.
///
/// `None` for an amount or an interbank rate that is not above zero. Without rates, the fee alone counts.
pub fn cost_permille_percent(amount_minor: i64, fee_minor: i64, rates_e10: Option<(i64, i64)>) -> Option<i64> {
    if amount_minor <= 0 {
        return None;
    }
    let fee = i128::from(fee_minor) * ONE / i128::from(amount_minor);
    let margin = match rates_e10 {
        None => 0,
        Some((_, mid)) if mid <= 0 => return None,
        Some((customer, mid)) => (i128::from(mid) - i128::from(customer)) * ONE / i128::from(mid),
    };
    let total = (fee + margin) * 10_0000;
    let half = if total < 0 { -ONE / 2 } else { ONE / 2 };
    i64::try_from((total + half) / ONE).ok()
}

/// Reads a plain decimal rate such as `82.5` as an integer of 10⁻¹⁰; `None` for anything else, and for zero.
pub fn parse_rate(text: &str) -> Option<i64> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(part) || part.len() > 10 {
        return None;
    }
    format!("{whole}{part:0<10}").parse().ok().filter(|rate: &i64| *rate > 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_transfer_costs_what_the_published_examples_say() {
        let cost = |amount, fee, customer: &str, mid: &str| {
            cost_permille_percent(amount, fee, Some((parse_rate(customer).unwrap(), parse_rate(mid).unwrap())))
        };
        assert_eq!(cost(20_000, 500, "82.0", "83.5"), Some(4_296));
        assert_eq!(cost(50_000, 700, "57.0", "58.0"), Some(3_124));
        assert_eq!(cost(20_000, 299, "99.6", "100"), Some(1_895));
        assert_eq!(cost(20_000, 0, "96.5", "100"), Some(3_500));
        assert_eq!(cost_permille_percent(20_000, 1_300, None), Some(6_500));
    }

    #[test]
    fn a_promotion_costs_less_than_nothing_and_nothing_sent_costs_nothing_that_can_be_said() {
        let better = Some((parse_rate("101").unwrap(), parse_rate("100").unwrap()));
        assert_eq!(cost_permille_percent(10_000, 0, better), Some(-1_000));
        assert_eq!(cost_permille_percent(0, 5, None), None);
        assert_eq!(parse_rate("1,5"), None);
        assert_eq!(parse_rate("0"), None);
    }
}
