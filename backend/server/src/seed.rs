//! The demonstration: two corridors with their organisations and an account of every role. Adding it twice
//! adds nothing. Everybody in it is invented.

use chrono::Duration;
use sojourn_domain::{
    Grant, Locale, OrganisationId, Role,
    country::Country,
    programme::{Organisation, OrganisationKind},
};
use sojourn_services::{
    Context, ServiceError,
    access::{account::NewAccount, demo},
};

/// A corridor of the demonstration.
struct Corridor {
    origin: &'static str,
    destination: &'static str,
    locale: Locale,
    domain: &'static str,
    organisations: [(OrganisationKind, &'static str); 6],
    people: [(Role, &'static str); 14],
}

const CORRIDORS: [Corridor; 2] = [
    Corridor {
        origin: "HND",
        destination: "ESP",
        locale: Locale::Es,
        domain: "huelva.demo.example",
        organisations: [
            (OrganisationKind::Ministry, "Secretaría de Trabajo, Tegucigalpa"),
            (OrganisationKind::Office, "Oficina de Empleo, Choluteca"),
            (OrganisationKind::Centre, "Centro de Formación El Progreso"),
            (OrganisationKind::Employer, "Frutas del Condado, S.C.A."),
            (OrganisationKind::Mission, "Consejería de Trabajo, Huelva"),
            (OrganisationKind::Partner, "Cooperativa de Ahorro La Semilla"),
        ],
        people: [
            (Role::RecruitmentOfficer, "Marta Zelaya"),
            (Role::VerifyingOfficer, "Óscar Mejía"),
            (Role::Trainer, "Nolvia Paz"),
            (Role::CentreManager, "Héctor Rivas"),
            (Role::Employer, "Rocío Domínguez"),
            (Role::Mission, "Javier Ortega"),
            (Role::CaseWorker, "Dilcia Amador"),
            (Role::ServicePartner, "Wilmer Cáceres"),
            (Role::HealthOfficer, "Dra. Karla Lagos"),
            (Role::Inspector, "Suyapa Flores"),
            (Role::ProgrammeManager, "Reina Bográn"),
            (Role::Analyst, "Iván Maradiaga"),
            (Role::Auditor, "Lourdes Pineda"),
            (Role::Administrator, "Gerardo Funes"),
        ],
    },
    Corridor {
        origin: "BGD",
        destination: "ROU",
        locale: Locale::En,
        domain: "dhaka.demo.example",
        organisations: [
            (OrganisationKind::Ministry, "Ministry of Expatriates' Welfare, Dhaka"),
            (OrganisationKind::Office, "District Employment Office, Cumilla"),
            (OrganisationKind::Centre, "Technical Training Centre, Mirpur"),
            (OrganisationKind::Employer, "Construct Nord S.R.L."),
            (OrganisationKind::Mission, "Labour Wing, Bucharest"),
            (OrganisationKind::Partner, "Probashi Support Foundation"),
        ],
        people: [
            (Role::RecruitmentOfficer, "Farhana Akter"),
            (Role::VerifyingOfficer, "Rashed Karim"),
            (Role::Trainer, "Shirin Sultana"),
            (Role::CentreManager, "Mizanur Rahman"),
            (Role::Employer, "Andrei Popescu"),
            (Role::Mission, "Nusrat Jahan"),
            (Role::CaseWorker, "Tahmina Begum"),
            (Role::ServicePartner, "Jahid Hasan"),
            (Role::HealthOfficer, "Dr. Salma Khatun"),
            (Role::Inspector, "Abdul Malek"),
            (Role::ProgrammeManager, "Kamal Hossain"),
            (Role::Analyst, "Rumana Islam"),
            (Role::Auditor, "Anisur Chowdhury"),
            (Role::Administrator, "Sabina Yasmin"),
        ],
    },
];

/// Adds the demonstration, unless it is there; answers in words what was done.
///
/// # Errors
/// Storage; a country's code that is none is a defect.
pub async fn seed(ctx: &Context) -> Result<&'static str, ServiceError> {
    if demo::present(ctx).await? {
        return Ok("the demonstration is there already");
    }
    let tx = ctx.db.begin().await?;
    for corridor in &CORRIDORS {
        let organisations = organisations(ctx, &tx, corridor).await?;
        for (role, name) in corridor.people {
            let home = organisations.iter().find(|(kind, _)| *kind == home_of(role)).map(|(_, id)| *id);
            let grant = Grant { role, organisation: home, district: None };
            let email = format!("{}@{}", role.key(), corridor.domain);
            let new = NewAccount { name: name.to_owned(), email, locale: corridor.locale, grants: vec![grant] };
            demo::add(ctx, &tx, &new).await?;
        }
    }
    tx.commit().await?;
    Ok("the demonstration was added: two corridors, their organisations and an account of every role")
}

async fn organisations(
    ctx: &Context,
    tx: &sojourn_storage::Tx,
    corridor: &Corridor,
) -> Result<Vec<(OrganisationKind, OrganisationId)>, ServiceError> {
    let mut added = Vec::new();
    for (kind, name) in corridor.organisations {
        let abroad = matches!(kind, OrganisationKind::Employer | OrganisationKind::Mission);
        let code = if abroad { corridor.destination } else { corridor.origin };
        let country = code.parse::<Country>().map_err(|_| ServiceError::Internal(format!("no country {code}")))?;
        let organisation = Organisation {
            id: OrganisationId::new(ctx.new_id()),
            kind,
            name: name.to_owned(),
            country,
            accredited_from: Some(ctx.clock.today() - Duration::days(200)),
            accredited_until: Some(ctx.clock.today() + Duration::days(900)),
            suspended: None,
        };
        tx.programmes().insert_organisation(&organisation, ctx.now()).await?;
        added.push((kind, organisation.id));
    }
    Ok(added)
}

/// Where a role is held.
const fn home_of(role: Role) -> OrganisationKind {
    match role {
        Role::RecruitmentOfficer | Role::VerifyingOfficer | Role::HealthOfficer | Role::CaseWorker => {
            OrganisationKind::Office
        }
        Role::Trainer | Role::CentreManager => OrganisationKind::Centre,
        Role::Employer => OrganisationKind::Employer,
        Role::Mission => OrganisationKind::Mission,
        Role::ServicePartner => OrganisationKind::Partner,
        Role::Inspector
        | Role::Worker
        | Role::ProgrammeManager
        | Role::Analyst
        | Role::Auditor
        | Role::Administrator => OrganisationKind::Ministry,
    }
}
