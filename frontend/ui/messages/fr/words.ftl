# Words of the field: states, stages, moves, guards, roles. Keys follow the codes of the domain.


## Stages

stage-recruitment = Recrutement
stage-training = Formation
stage-placement = Placement
stage-remittance = Travail et envois
stage-reintegration = Retour

## States

state-registered = Enregistré
state-screened = Admissible
state-in-training = En formation
state-certified = Certifié
state-offered = Offre reçue
state-accepted = Offre acceptée
state-contracted = Contrat signé
state-cleared = Autorisé à partir
state-departed = Parti
state-employed = En emploi
state-returning = Sur le retour
state-returned = De retour
state-reintegrating = En réintégration
state-closed = Clos
state-withdrawn = Retiré
state-rejected = Refusé
state-lost-contact = Contact perdu
state-deceased = Décédé

## Moves

transition-register = Ouvrir un dossier
transition-screen = Déclarer admissible
transition-reject = Refuser
transition-reconsider = Réexaminer
transition-enrol = Inscrire à la formation
transition-certify = Délivrer le certificat
transition-lapse = Constater l’expiration du certificat
transition-offer = Proposer un emploi
transition-retract = Retirer l’offre
transition-accept = Accepter l’offre
transition-decline = Décliner l’offre
transition-expire = Laisser expirer l’offre
transition-sign = Signer le contrat
transition-cancel = Annuler
transition-clear = Autoriser le départ
transition-revoke = Révoquer l’autorisation
transition-depart = Enregistrer le départ
transition-confirm-arrival = Confirmer l’arrivée
transition-unconfirm = Annuler l’arrivée
transition-turn-back = Enregistrer un refoulement
transition-transfer = Transférer à un autre employeur
transition-announce-return = Annoncer le retour
transition-resume = Reprendre le travail
transition-record-return = Enregistrer le retour
transition-approve-plan = Approuver le plan
transition-close = Clore le dossier
transition-reopen = Rouvrir le dossier
transition-withdraw = Se retirer
transition-lose-contact = Signaler la perte de contact
transition-find = Signaler retrouvé
transition-record-death = Enregistrer un décès

## Guards: what must hold

guard-consent-recorded = Consentement à l’enregistrement
guard-identity-recorded = Pièce d’identité au dossier
guard-no-open-duplicate = Aucun doublon possible en attente
guard-intake-open = Inscriptions ouvertes
guard-no-other-active-case = Aucun autre dossier actif
guard-never-under-18 = Au moins 18 ans au premier jour de travail
guard-age-within-limits = Âge dans les limites du programme
guard-documents-verified = Documents vérifiés par une seconde personne
guard-identity-valid = Passeport valable assez longtemps
guard-language-valid = Résultat de langue valable
guard-cooling-off-passed = Délai depuis le dernier contrat
guard-rolling-window-within = Jours à l’étranger dans le maximum annuel
guard-reason-given = Motif
guard-review-requested = Réexamen demandé par le travailleur
guard-seat-free = Place libre dans un cours
guard-no-clash = Aucune autre séance à la même heure
guard-curriculum-met = Heures, présence et note de la formation
guard-exempt-or-certificate-valid = Dispense ou certificat valable
guard-certificate-valid = Certificat valable au départ
guard-certificate-lapsed = Certificat expiré
guard-matching-consent = Consentement à être proposé aux employeurs
guard-employer-accredited = Employeur accrédité
guard-order-approved = Offre d’emploi approuvée
guard-vacancy-left = Un poste encore libre
guard-wage-at-floor = Salaire au moins égal au minimum
guard-hours-within-limits = Heures hebdomadaires dans la limite
guard-offer-open = Une offre ouverte
guard-offer-expired = Offre expirée
guard-terms-shown = Conditions montrées dans la langue du travailleur
guard-contract-complete = Toutes les clauses du contrat remplies
guard-all-signed = Signé par tous
guard-quota-left = Une place du quota libre
guard-quota-held = Place du quota réservée
guard-fault-named = À qui en revient la faute
guard-departure-date-set = Jour du départ fixé
guard-visa-valid = Visa valable au départ
guard-medical-fit = Aptitude médicale valable au départ
guard-insurance-in-force = Assurance pour tout le contrat
guard-police-clear = Extrait de casier judiciaire
guard-costs-within-ceiling = Frais de recrutement sous le plafond
guard-contract-handed-over = Contrat remis à temps
guard-clearance-valid = Autorisation valable ce jour-là
guard-arrival-contract-compared = Contrat à l’arrivée comparé au contrat signé
guard-transfer-within-limit = Transferts dans la limite
guard-new-contract = Contrat avec un autre employeur signé
guard-not-turned-back = Non refoulé
guard-return-kind-given = Type de retour
guard-return-date-given = Jour du retour
guard-support-requested = Soutien demandé
guard-assessment-done = Évaluation au dossier
guard-plan-agreed = Plan accepté par la personne de retour
guard-plan-within-budget = Plan dans le budget
guard-outcome-given = Résultat
guard-stayed-lawfully = Resté légalement à l’étranger
guard-within-reopen-window = Clos depuis assez peu de temps
guard-return-known = Jour et type de retour connus
guard-workers-statement = Déclaration du travailleur
guard-attempts-documented = Tentatives de contact consignées
guard-evidence-given = Justificatif

## Why a guard does not hold

because-other = Cette condition n’est pas encore remplie.
because-not-recorded = Pas encore enregistré
because-not-verified = Enregistré, mais pas vérifié par une seconde personne
because-not-given = Pas encore indiqué
because-not-asked-for = Le travailleur ne l’a pas demandé
because-not-taken = Aucune place n’est prise
because-not-approved = La mission ne l’a pas approuvée
because-not-agreed-yet = Pas encore accepté
because-not-compared-yet = Pas encore comparé
because-not-shown-yet = Pas encore montré
because-not-yet-valid = Pas encore valable ce jour-là
because-expired = Expiré au jour qui compte
because-expires-before = Expire trop tôt
because-waits-for-decision = Un doublon possible attend une décision
because-another-case-is-active = Un autre dossier de ce travailleur est actif : il doit se terminer avant qu’un autre commence
because-another-session-at-that-time = Une autre séance a lieu à cette heure
because-under-18-on-the-first-day-of-work = Moins de 18 ans au premier jour de travail : départ impossible
because-too-young = Trop jeune pour ce programme
because-too-old = Trop âgé pour ce programme
because-opens-on = Les inscriptions ouvrent le { $day } : choisissez un autre programme, ou attendez ce jour
because-closed-on = Les inscriptions sont closes depuis le { $day } : choisissez un programme ouvert
because-no-course-chosen = Aucun cours choisi
because-course-is-full = Le cours est complet
because-too-few-hours = Trop peu d’heures suivies
because-too-few = Pas encore assez
because-no-score-recorded = Aucune note enregistrée
because-below-pass-mark = Note sous le seuil de réussite
because-no-exemption-or-certificate = Ni dispense ni certificat valable
because-still-valid = Encore valable
because-still-open = Encore ouverte
because-not-accredited-or-suspended = L’employeur n’est pas accrédité ou est suspendu
because-all-places-filled = Tous les postes sont pourvus
because-no-order-chosen = Aucune offre d’emploi choisie
because-below-floor = Le salaire est sous le minimum
because-other-currency = Le salaire est dans une autre monnaie
because-too-many-hours = Trop d’heures par semaine
because-no-open-offer = Aucune offre n’est ouverte
because-no-contract = Il n’y a pas encore de contrat
because-clauses-missing = Clauses manquantes : { $clauses }
because-no-plan-in-preparation = Aucun plan n’est en préparation
because-plan-has-no-items = Le plan n’a encore aucun élément
because-signature-missing = Il manque une signature
because-quota-used-up = Le quota est épuisé
because-no-quota-for-this-year = Aucun quota fixé pour cette année
because-above-ceiling = Les frais dépassent le plafond
because-above-budget = Le plan dépasse le budget
because-too-late = Remis trop tard
because-too-long-ago = Il y a trop longtemps
because-too-many-days = Trop de jours à l’étranger en douze mois
because-limit-reached = La limite est atteinte
because-until = Possible à partir du { $day }
because-in-the-future = Le jour est dans le futur
because-was-turned-back = Le travailleur a été refoulé
because-only-when-staying = Seulement pour qui est resté légalement

## Roles

role-recruitment-officer = Agent de recrutement
role-verifying-officer = Agent vérificateur
role-trainer = Formateur
role-centre-manager = Responsable de centre
role-employer = Employeur
role-mission = Mission
role-case-worker = Travailleur social
role-service-partner = Partenaire de service
role-health-officer = Agent de santé
role-inspector = Inspecteur
role-worker = Travailleur
role-programme-manager = Responsable de programme
role-analyst = Analyste
role-auditor = Auditeur
role-administrator = Administrateur

## Requirement records

requirement-passport = Passeport vu
requirement-documents = Documents du programme
requirement-medical = Aptitude médicale
requirement-visa = Visa ou permis de travail
requirement-insurance = Assurance
requirement-police = Casier judiciaire
requirement-language = Résultat de langue
requirement-training = Certificat de formation externe
requirement-costs = Frais de recrutement
result-passed = Rempli
result-failed = Non rempli
result-pending = Pas encore

## Other codes

fault-nobody = De personne
fault-worker = Du travailleur
fault-employer = De l’employeur
fault-authority = D’une autorité
comparison-same = Les mêmes conditions
comparison-differs = D’autres conditions que celles signées
return-kind-end-of-contract = Fin de contrat
return-kind-early = Anticipé
return-kind-medical = Pour raison de santé
return-kind-forced = Forcé
return-kind-emergency = Urgence
outcome-employed = Salarié
outcome-self-employed = À son compte
outcome-studying = En études
outcome-migrating-again = Repart à l’étranger
outcome-stayed-lawfully = Resté légalement à l’étranger
outcome-unreachable = Injoignable
outcome-no-support-wished = Ne souhaite pas de soutien
sex-female = Femme
sex-male = Homme
sex-unspecified = Autre ou non précisé
identity-passport = Passeport
identity-national-id = Carte nationale d’identité
identity-birth-certificate = Acte de naissance
consent-registration = J’accepte que mes données soient conservées pour mon parcours. Sans cela, je ne peux pas être enregistré. Je peux revenir sur ma décision à tout moment.
consent-matching = J’accepte d’être proposé aux employeurs : d’abord par numéro, métier et compétences ; mon nom après que j’accepte une offre.
consent-destination = J’accepte que les autorités du pays de travail reçoivent ce qu’il faut pour le visa et la protection.
consent-reintegration = J’accepte que les partenaires qui me soutiennent après mon retour reçoivent ce qu’il faut pour cela.
guard-contract-extended = Prolongation du contrat signée
