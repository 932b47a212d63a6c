# The frame of every page, and what all lists and forms share.

frame-skip = Aller au contenu
frame-demo = Démonstration : toutes les personnes sont inventées.
frame-search = Rechercher
frame-search-hint = Nom ou numéro
frame-sign-out = Se déconnecter
frame-language = Langue
frame-about = Sojourn : de l’inscription au retour
frame-unread = 
    Messages : { $count ->
    [one] { $count } nouveau
    *[other] { $count } nouveaux
    }
nav-label = Principale
nav-work = Travail
nav-workers = Travailleurs
nav-cases = Dossiers
nav-approvals = Approbations
nav-import = Importer
nav-sessions = Séances
nav-orders = Offres d’emploi
nav-pool = Trouver des travailleurs
nav-journey = Mon parcours
nav-inbox = Messages
nav-help = Demander de l’aide
nav-account = Compte et appareils

## Dates

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
date-long = { $day ->
    [1] 1er
    *[other] { $day }
    } { $month } { $year }
date-time = { $date }, { $time } UTC
date-weekday = { $weekday } { $date }

## Lists

due-over = { $days ->
    [one] { $days } jour de retard
    *[other] { $days } jours de retard
    }
due-today = aujourd’hui
due-in = { $days ->
    [one] demain
    *[other] dans { $days } jours
    }
pager-label = Pages
pager-first = Revenir au début
pager-next = Page suivante

## Forms

form-optional = facultatif
form-choose = Choisir
form-day = Jour
form-month = Mois
form-year = Année
form-errors = { $count ->
    [one] Un point est à corriger
    *[other] { $count } points sont à corriger
    }

## The journey

journey-title = Parcours
journey-dots = { $state } : étape { $stage } sur 5
journey-since = { $state }, depuis le { $date }
journey-done = terminé
journey-now = en cours
journey-ahead = à venir

## Moves

moves-none = Vous n’avez rien à faire sur ce dossier pour le moment.
moves-back = Mettre fin ou revenir en arrière
moves-waits = attend une autre personne
moves-waits-confirm = à confirmer
moves-waits-office = votre bureau doit confirmer
moves-tell-office = Le dire à mon bureau
moves-missing = { $count ->
    [one] { $count } condition manque
    *[other] { $count } conditions manquent
    }
moves-mend = Y remédier
moves-propose = Proposer : { $move }
moves-approve = Approuver : { $move }
moves-fill = Donner les détails
form-error-at = { $label } : { $error }
check-met = rempli
check-unverified = pas encore vérifié
check-missing = manquant
requirement-verify = Vérifier
field-reason = Motif
hint-reason = Il est conservé au dossier. N’écrivez que le nécessaire.
field-evidence = Justificatif
hint-evidence = Numéro du document ou lieu où il est conservé.
field-on = Quel jour
field-pin = Code PIN du travailleur
field-record = Lequel
field-comparison = Contrat à l’arrivée, comparé au contrat signé
field-fault = À qui en revient la faute
field-return-kind = Type de retour
field-outcome = Résultat
field-to = Nouvel état
flash-other = C’est fait.
flash-saved = Enregistré.
flash-moved = C’est fait : le dossier a avancé.
flash-signed = Signé. Le dossier avance quand la dernière partie a signé.
flash-proposed = Proposé. Une seconde personne décide maintenant.
flash-registered = Enregistré. La fiche est en préparation.
flash-verified = Vérifié.
flash-invited = Invitation envoyée.
flash-sent = Envoyé.
flash-signed-out = Vous êtes déconnecté.
flash-signed-out-everywhere = Tous les autres appareils sont déconnectés.
flash-password-changed = Votre mot de passe est modifié. Connectez-vous avec.
moves-refused = Pas encore fait : { $move }
moves-refused-text = { $count ->
    [one] Il manque encore une chose. Votre saisie est gardée.
   *[other] Il manque encore { $count } choses. Votre saisie est gardée.
}
