# Training, placement, figures, and the public page behind a paper's code.

sessions-empty = Aucune séance prévue pour vous.
sessions-what = Séance
sessions-day = Jour
sessions-hours = Horaire
sessions-place = Lieu
sessions-attendance = Présence
sessions-marked = { $marked } sur { $all } notés
sessions-save = Enregistrer la présence
mark-present = Présent
mark-late = En retard
mark-absent = Absent
field-score = Note
employer-title = { $count ->
    [0] Rien à confirmer
    [one] Une chose à confirmer
    *[other] { $count } choses à confirmer
    }
employer-look = Voir d’abord
orders-all = Offres d’emploi
orders-empty = Aucune offre d’emploi.
orders-occupation = Métier
orders-starts = Premier jour
orders-places = Postes
orders-filled = { $filled } sur { $all } pourvus
orders-workplace = Lieu de travail
orders-wage = Salaire
orders-hours = Heures par semaine
pool-text = Les personnes sont désignées par numéro. Le nom apparaît quand une offre est acceptée.
pool-empty = Personne ne correspond. Essayez une autre compétence.
mission-title = Offres d’emploi à approuver
mission-approve = Approuver l’offre
programme-title = Le programme aujourd’hui
programme-funnel = Travailleurs par étape
programme-quota = Quota
programme-used = { $taken } sur { $all }
verify-valid = Ce document est authentique
verify-valid-text = Nous l’avons délivré et il est en vigueur.
verify-expired = Ce document a expiré
verify-expired-text = Il est authentique, et son dernier jour est passé.
verify-superseded = Une version plus récente existe
verify-superseded-text = Ce document est authentique mais remplacé. Demandez le plus récent.
verify-void = Ce document est annulé
verify-void-text = Nous l’avons délivré ; il ne vaut plus.
verify-unknown = Ce n’est pas un de nos documents
verify-unknown-text = Ne vous y fiez pas. Prévenez le bureau indiqué.
verify-kind = Document
verify-number = Numéro
verify-initials = Initiales
verify-issued = Délivré
contract-title = Contrat de travail
contract-terms = Conditions
contract-signatures = Signatures
contract-signed = Signé le { $date }
contract-unsigned = Pas encore signé
contract-in-hand = Entre les mains du travailleur
contract-handed = Remis le { $date }
contract-not-handed = Pas encore remis
contract-hand-by = À remettre au plus tard le { $date } ; après, le départ doit attendre.
contract-hand-over = Le travailleur l’a en main
contract-language = Langue de l’exemplaire du travailleur
contract-departs = Jour du départ
contract-show = Lire le contrat
