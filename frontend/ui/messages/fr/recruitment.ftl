# Work lists, workers, registration, imports.

work-title = { $count ->
    [0] Rien ne vous attend aujourd’hui
    [one] Une chose vous attend aujourd’hui
    [10001] Plus de 10 000 choses vous attendent aujourd’hui
    *[other] { $count } choses vous attendent aujourd’hui
    }
work-register = Enregistrer un travailleur
work-import = Importer une liste
work-list = À faire et en retard
work-empty = Rien ne vous attend. Bravo.
work-worker = Travailleur
work-journey = Parcours
work-next = Prochaine étape
work-held = Chez
work-due = Échéance
work-you = Vous
workers-title = Travailleurs
workers-none = Personne trouvé. Essayez une partie du nom, ou le numéro.
workers-empty = Aucun travailleur. Enregistrez le premier.
workers-no-case = aucun dossier
field-q = Rechercher
hint-q = Nom, numéro, document, téléphone
list-search = Afficher
list-export = Télécharger en CSV
register-title = Enregistrer un travailleur
register-do = Enregistrer
register-read = Lire les lignes
register-person = Personne
register-document = Pièce d’identité
register-contact = Contact et langue
register-journey = Parcours
register-consent = Consentement
register-consent-text = Lisez chaque phrase à la personne. Cochez seulement ce qu’elle accepte.
register-duplicates = C’est peut-être une personne connue
register-duplicates-text = Regardez chaque fiche avant de continuer.
register-another-person = J’ai vérifié : c’est une autre personne.
field-mrz = Lignes au bas du passeport
hint-mrz = Saisissez ou collez les deux lignes : elles remplissent le formulaire et sont vérifiées.
mrz-good = Tous les chiffres de contrôle correspondent.
field-surname = Nom
hint-surname = Comme au passeport, ou le nom unique
field-given-names = Prénoms
hint-given-names = Laissez vide pour un nom unique
field-own-script-name = Nom dans sa propre écriture
field-parent-name = Nom du père ou de la mère
field-sex = Sexe
field-born = Date de naissance
hint-born = Ce qui est connu ; l’année suffit.
field-nationality = Nationalité
field-document-kind = Type de document
field-document-number = Numéro du document
field-document-issuer = Délivré par
field-document-expires = Valable jusqu’au
field-phone = Téléphone
hint-phone = Avec l’indicatif, par exemple +502 5555 0101
field-address = Rue et numéro
field-district = District
field-postcode = Code postal
field-language = Langue des documents
hint-language = La langue que la personne lit le mieux
field-programme = Programme
worker-number = Travailleur
worker-journeys = Parcours
worker-no-journey = Pas encore de parcours. Un dossier s’ouvre quand consentement et identité sont enregistrés.
worker-no-document = Aucune pièce d’identité enregistrée.
worker-access = Accès du travailleur
worker-access-text = Un nouveau code annule l’ancien PIN. Remettez-le en personne.
worker-new-code = Délivrer un nouveau code
worker-own-word-look = Ouvrir le dossier et confirmer
consent-given = donné
consent-not-given = non donné
import-title = Importer une liste de travailleurs
import-text = Rien n’est enregistré avant que vous ayez vu le résultat prévu.
field-file = Fichier
hint-file = CSV (UTF-8), 10 Mo au plus, noms de colonnes en première ligne
import-upload = Envoyer et regarder
import-earlier = Imports précédents
import-mapping = Que contient chaque colonne ?
import-column = Colonne
import-values = Quelques valeurs
import-field = Correspond au champ
import-leave-out = Ignorer
import-dry = Essayer sans enregistrer
import-dry-text = L’étape suivante est un essai : rien n’est encore enregistré.
import-dry-title = Ce qui se passerait
import-done-title = Ce qui s’est passé
import-running = { $done } lignes sur { $all } traitées. Vous pouvez quitter cette page et y revenir.
import-look-again = Actualiser
import-created = { $count ->
    [one] travailleur créé
    *[other] travailleurs créés
    }
import-duplicates = { $count ->
    [one] doublon possible
    *[other] doublons possibles
    }
import-refused = { $count ->
    [one] ligne refusée
    *[other] lignes refusées
    }
import-run = { $count ->
    [one] Créer { $count } travailleur
    *[other] Créer { $count } travailleurs
    }
import-download = Télécharger le rapport
import-rows = Lignes à examiner
import-line = Ligne
import-outcome = Résultat
import-why = Pourquoi
import-row-created = créée
import-row-duplicate = doublon possible
import-row-refused = refusée
import-same-as-line = ligne { $line } de ce fichier
