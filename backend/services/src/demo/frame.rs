//! The frame of the demonstration: organisations, agreements, programmes, rules, quota and accounts.

use chrono::{Days, NaiveDate};
use sojourn_domain::{
    Actor, AgreementId, Grant, OrganisationId, ProgrammeId, Role, RulesVersionId,
    locale::PaperLanguage,
    money::Money,
    programme::{Agreement, Organisation, OrganisationKind, Programme, Quota, RulesVersion},
    requirement::RequirementKind,
    rules::{Ages, Orientation, Rules},
};
use sojourn_storage::Tx;

use super::{Desk, email, locale, not_there};
use crate::{Context, Result, ServiceError, access::account::NewAccount, access::demo};

/// A corridor with its programme and desks.
pub(super) struct Corridor {
    pub(super) index: usize,
    pub(super) programme: ProgrammeId,
    pub(super) desks: Vec<Desk>,
    pub(super) manager: Actor,
    pub(super) trainer: Actor,
    pub(super) employer: Actor,
    pub(super) mission: Actor,
    pub(super) case_worker: Actor,
    pub(super) programme_manager: Actor,
    pub(super) partner: Actor,
}

struct Plan {
    title: &'static str,
    programme: &'static str,
    origin: &'static str,
    destination: &'static str,
    place: &'static str,
    ministry: &'static str,
    offices: [(&'static str, [&'static str; 2]); 2],
    centre: &'static str,
    employer: &'static str,
    mission: &'static str,
    partner: &'static str,
    sector: &'static str,
    places: i32,
    people: [&'static str; 12],
}

const PLANS: [Plan; 2] = [
    Plan {
        title: "Guatemala – Canada, temporary agricultural work",
        programme: "Seasonal agriculture, Guatemala → Canada",
        origin: "GTM",
        destination: "CAN",
        place: "gt",
        ministry: "Ministerio de Trabajo y Previsión Social",
        offices: [
            ("Oficina de Quetzaltenango", ["Lucía Ajú", "Rodrigo Tzoc"]),
            ("Oficina de Totonicapán", ["Elena Batz", "Mario Chaj"]),
        ],
        centre: "Centro de Orientación Xela",
        employer: "Ferme Boréale",
        mission: "Embassy of Canada, labour section",
        partner: "Cooperativa Ixim",
        sector: "01",
        places: 1500,
        people: [
            "Ana Coyoy",
            "Julio Sacalxot",
            "Claire Gagnon",
            "Hélène Roy",
            "Marta Quiej",
            "Óscar Velásquez",
            "Silvia Chávez",
            "Iván Ordóñez",
            "Beatriz Monzón",
            "Carlos Ixcot",
            "Nora Barrios",
            "Admin Xela",
        ],
    },
    Plan {
        title: "Nepal – Jordan, garment and domestic work",
        programme: "Garment work, Nepal → Jordan",
        origin: "NPL",
        destination: "JOR",
        place: "np",
        ministry: "Ministry of Labour, Employment and Social Security",
        offices: [
            ("Kathmandu office", ["Sunita Gurung", "Bikash Thapa"]),
            ("Pokhara office", ["Ramesh Adhikari", "Gita Magar"]),
        ],
        centre: "Bagmati Training Centre",
        employer: "Al-Hassan Apparel",
        mission: "Embassy of Jordan, labour attaché",
        partner: "Himal Savings Cooperative",
        sector: "14",
        places: 800,
        people: [
            "Kamala Rai",
            "Prakash Shrestha",
            "Omar Haddad",
            "Rania Khoury",
            "Anita Lama",
            "Suresh Karki",
            "Mina Tamang",
            "Deepak Joshi",
            "Sarita Poudel",
            "Hari Basnet",
            "Puja Khadka",
            "Admin Bagmati",
        ],
    },
];

/// Plants both corridors.
pub(super) async fn plant(ctx: &Context) -> Result<Vec<Corridor>> {
    for (index, plan) in PLANS.iter().enumerate() {
        let tx = ctx.db.begin().await?;
        corridor(ctx, &tx, index, plan).await?;
        tx.commit().await?;
    }
    find(ctx).await
}

/// Finds both corridors where they were planted.
pub(super) async fn find(ctx: &Context) -> Result<Vec<Corridor>> {
    let programmes = ctx.db.reader().programmes().programmes().await?;
    let mut corridors = Vec::new();
    for (index, plan) in PLANS.iter().enumerate() {
        let programme = programmes.iter().find(|p| p.title == plan.programme);
        let somebody = |role| actor(ctx, role, plan.place.to_owned());
        let mut desks = Vec::new();
        for n in 0..plan.offices.len() {
            let officer = actor(ctx, Role::RecruitmentOfficer, office(plan, n)).await?;
            desks.push(Desk { officer, verifier: actor(ctx, Role::VerifyingOfficer, office(plan, n)).await? });
        }
        corridors.push(Corridor {
            index,
            programme: programme.ok_or_else(|| not_there("programme"))?.id,
            desks,
            manager: somebody(Role::CentreManager).await?,
            trainer: somebody(Role::Trainer).await?,
            employer: somebody(Role::Employer).await?,
            mission: somebody(Role::Mission).await?,
            case_worker: somebody(Role::CaseWorker).await?,
            programme_manager: somebody(Role::ProgrammeManager).await?,
            partner: somebody(Role::ServicePartner).await?,
        });
    }
    Ok(corridors)
}

/// The n-th office's part of its people's addresses.
fn office(plan: &Plan, n: usize) -> String {
    format!("office{}.{}", n + 1, plan.place)
}

async fn corridor(ctx: &Context, tx: &Tx, index: usize, plan: &Plan) -> Result<()> {
    let ministry = organisation(ctx, tx, OrganisationKind::Ministry, plan.ministry, plan.origin).await?;
    let centre = organisation(ctx, tx, OrganisationKind::Centre, plan.centre, plan.origin).await?;
    let employer = organisation(ctx, tx, OrganisationKind::Employer, plan.employer, plan.destination).await?;
    let mission = organisation(ctx, tx, OrganisationKind::Mission, plan.mission, plan.destination).await?;
    let partner = organisation(ctx, tx, OrganisationKind::Partner, plan.partner, plan.origin).await?;
    programme(ctx, tx, plan, ministry, mission).await?;
    for (n, (name, people)) in plan.offices.iter().enumerate() {
        let organisation = organisation(ctx, tx, OrganisationKind::Office, name, plan.origin).await?;
        let place = office(plan, n);
        account(ctx, tx, index, people[0], Role::RecruitmentOfficer, &place, Some(organisation)).await?;
        account(ctx, tx, index, people[1], Role::VerifyingOfficer, &place, Some(organisation)).await?;
        if n == 0 {
            account(ctx, tx, index, plan.people[0], Role::HealthOfficer, &place, Some(organisation)).await?;
        }
    }
    let others = [
        (1, Role::CentreManager, Some(centre)),
        (4, Role::Trainer, Some(centre)),
        (2, Role::Employer, Some(employer)),
        (3, Role::Mission, Some(mission)),
        (5, Role::CaseWorker, Some(ministry)),
        (6, Role::ProgrammeManager, Some(ministry)),
        (7, Role::ServicePartner, Some(partner)),
        (8, Role::Inspector, Some(ministry)),
        (9, Role::Analyst, Some(ministry)),
        (10, Role::Auditor, Some(ministry)),
        (11, Role::Administrator, None),
    ];
    for (person, role, organisation) in others {
        account(ctx, tx, index, plan.people[person], role, plan.place, organisation).await?;
    }
    Ok(())
}

async fn organisation(
    ctx: &Context,
    tx: &Tx,
    kind: OrganisationKind,
    name: &str,
    country: &str,
) -> Result<OrganisationId> {
    let today = ctx.now().date_naive();
    let organisation = Organisation {
        id: OrganisationId::new(ctx.new_id()),
        kind,
        name: name.to_owned(),
        country: country.parse().map_err(|_| not_there("country"))?,
        accredited_from: before(today, 400),
        accredited_until: after(today, 800),
        suspended: None,
    };
    tx.programmes().insert_organisation(&organisation, ctx.now()).await?;
    Ok(organisation.id)
}

async fn programme(
    ctx: &Context,
    tx: &Tx,
    plan: &Plan,
    manager: OrganisationId,
    mission: OrganisationId,
) -> Result<()> {
    let (now, today) = (ctx.now(), ctx.now().date_naive());
    let day = |offset| after(today, offset).unwrap_or(today);
    let agreement = Agreement {
        id: AgreementId::new(ctx.new_id()),
        title: plan.title.to_owned(),
        origin: plan.origin.parse().map_err(|_| not_there("origin"))?,
        destination: plan.destination.parse().map_err(|_| not_there("destination"))?,
        in_force_from: before(today, 700).unwrap_or(today),
        in_force_until: None,
    };
    tx.programmes().insert_agreement(&agreement, now).await?;
    let programme = Programme {
        id: ProgrammeId::new(ctx.new_id()),
        agreement: agreement.id,
        title: plan.programme.to_owned(),
        manager,
        mission,
        intake_opens: before(today, 390).unwrap_or(today),
        intake_closes: day(90),
        planned_start: day(150),
        planned_end: day(360),
    };
    tx.programmes().insert_programme(&programme, now).await?;
    let version = RulesVersion {
        id: RulesVersionId::new(ctx.new_id()),
        programme: programme.id,
        number: 1,
        in_force_from: before(today, 365).unwrap_or(today),
        rules: rules(plan)?,
    };
    tx.programmes().insert_rules(&version, now).await?;
    let year = chrono::Datelike::year(&programme.planned_start);
    for year in [year - 1, year, year + 1] {
        let quota = Quota {
            programme: programme.id,
            year,
            sector: plan.sector.to_owned(),
            sex: None,
            places: plan.places,
            taken: 0,
        };
        tx.programmes().insert_quota(&quota).await?;
    }
    Ok(())
}

fn rules(plan: &Plan) -> Result<Rules> {
    let money =
        |minor, code: &str| Ok::<_, ServiceError>(Money::new(minor, code.parse().map_err(|_| not_there("currency"))?));
    let seasonal = plan.destination == "CAN";
    Ok(Rules {
        ages: if seasonal { Ages { min: 18, max: 55 } } else { Ages { min: 21, max: 45 } },
        ages_female: None,
        orientation: if seasonal { Orientation::BeforeOffer } else { Orientation::BeforeClearance },
        passport_months_past_end: 6,
        screening_requirements: vec![RequirementKind::Documents],
        language_required: !seasonal,
        police_required: seasonal,
        cooling_off_days: if seasonal { 30 } else { 0 },
        // Eight months at most between January and mid-December (Canada, SAWP).
        rolling_window_max_days: seasonal.then_some(243),
        training_minutes: 360,
        pass_mark: 60,
        certificate_days: 365,
        wage_floor: Some(if seasonal { money(272_000, "CAD")? } else { money(260_000, "JOD")? }),
        max_weekly_hours: if seasonal { 60 } else { 48 },
        fee_ceiling: if seasonal { money(0, "GTQ")? } else { money(1_000_000, "NPR")? },
        mission_signs: seasonal,
        contract_language: if seasonal { PaperLanguage::Fr } else { PaperLanguage::Ar },
        handover_days: 5,
        arrival_days: 14,
        return_notice_days: 30,
        plan_days: 30,
        answer_days: 3,
        max_transfers: if seasonal { 1 } else { 3 },
        plan_budget: Some(money(150_000, "USD")?),
        reopen_months: 12,
        contact_attempts: 3,
        utc_offset_minutes: if seasonal { -360 } else { 345 },
    })
}

async fn account(
    ctx: &Context,
    tx: &Tx,
    corridor: usize,
    name: &str,
    role: Role,
    place: &str,
    organisation: Option<OrganisationId>,
) -> Result<()> {
    let new = NewAccount {
        name: name.to_owned(),
        email: email(role, place),
        locale: locale(corridor),
        grants: vec![Grant { role, organisation, district: None }],
    };
    demo::add(ctx, tx, &new).await.map(drop)
}

async fn actor(ctx: &Context, role: Role, place: String) -> Result<Actor> {
    let account = ctx.db.reader().access().find_account_by_email(&email(role, &place)).await?;
    account.map(crate::access::actor_of).ok_or_else(|| not_there("account"))
}

fn after(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days))
}

fn before(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(days))
}
