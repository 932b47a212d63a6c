# Premières pages : échéances, étapes, chiffres.

nav-figures = Chiffres
work-figure-overdue = en retard
work-figure-ahead = à faire sous une semaine
work-figure-decide = à décider
work-figure-next = prochaines étapes
work-figure-others = en attente d’autres
work-figure-orders = offres d’emploi à approuver
work-figure-contracts = contrats à signer
work-figure-requests = demandes de soutien
work-figure-incidents = incidents
contracts-to-sign = Contrats à signer
contracts-to-sign-none = Aucun contrat n’attend votre signature.
incidents-title = Incidents
incidents-none = Aucun incident n’est en attente.
incidents-since = Depuis
work-steps = Prochaines étapes
due-all = Tout voir
due-none = Rien n’est à échéance.
due-what = Ce qui est dû
due-of-which = { $count ->
    [0] aucun en retard
    *[other] { $count } en retard
    }
due-kind-departure = Départ à enregistrer
due-kind-hand-over = Contrat à remettre
due-kind-arrival = Arrivée à confirmer
due-kind-passport = Passeport expirant avant le départ
due-kind-medical = Certificat médical expirant avant le départ
due-kind-medical-missing = Certificat médical manquant
due-kind-visa = Visa expirant avant le départ
due-kind-insurance = Assurance expirant avant le départ
due-kind-certificate = Certificat de formation expirant avant le départ
due-kind-follow-up = Suivi
due-kind-plan = Plan à approuver
due-kind-help = Demande d’aide à traiter
requests-title = Demandes de soutien
requests-asked = Demandé
figures-text = Dossiers sans identités. Les nombres inférieurs à cinq sont masqués, ainsi qu’un second partout où le premier pourrait se déduire.
figures-states = Par état
figures-districts = Par district
figures-all = Tous
figures-unknown = inconnu
figures-kept-back = masqué
programme-offices = Retards par bureau
programme-office = Bureau
programme-on-time = Aucun bureau n’a de retard.
programme-approvals-all = Voir tout ce qui attend
programme-median = { $days ->
    [one] Médiane { $days } jour (derniers dossiers : { $cases })
    *[other] Médiane { $days } jours (derniers dossiers : { $cases })
    }
sessions-today = { $count ->
    [0] Aucune séance aujourd’hui
    [one] Une séance aujourd’hui
    *[other] { $count } séances aujourd’hui
    }
sessions-later = À venir
sessions-open = Ouvrir la liste
inspection-title = La formation dans vos programmes
inspection-text = Séances, places et certificats, sans aucun nom.
inspection-seats = Places prises
inspection-certificates = Certificats
inspection-until = Valable jusqu’au
inspection-valid = valable
inspection-over = expiré
inspection-revoked = révoqué
findings-title = Constatations
findings-on = Consigné le
findings-noted = Votre lecture est consignée.
findings-earlier = Examens précédents
field-findings = Constatations
hint-findings = Seul le rôle santé les lit. Les autres voient le résultat et la date.
fitness-passed = Apte
fitness-failed = Inapte
fitness-pending = Temporairement inapte
