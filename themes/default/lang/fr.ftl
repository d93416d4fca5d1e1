# Français. Les messages sans variable sont `words.<id>` dans les modèles, les autres say(key="<id>", …).

## Autour de la page
unpack_notice = Vous lisez une seule page d’une copie compressée. Fermez-la, extrayez toute la copie, puis ouvrez index.html.
skip_link = Aller au texte
menu_label = La bibliothèque
breadcrumb_label = Vous êtes ici
home = Accueil
a_to_z = De A à Z
provisional = Les adresses sont provisoires jusqu’à la première édition : elles peuvent encore changer.
made_with = Fait avec vademecum. Ces pages ne demandent rien à aucun autre site.

## Une entrée
on_this_page = Sur cette page
article = Page
contents = Sommaire
about_this_page = À propos de cette page
number_mark = ?
number_not_verified = numéro non vérifié
number_label = Nº { $n }
source = Source
reviewed = Relu le { $date }
reviewed_label = Relu le
cite = Citer
cite_title = « { $title } »
cite_separator = {", "}
cite_reviewed = Relu le { $date }
cite_accessed = consulté le { $date }
copy_citation = Copier la référence
copied = Copié
citation_selected = Sélectionné : copiez-le au clavier
mentioned_in = Mentionné dans
contains = Contient
gathered_here = Réuni ici
neighbours_label = Avant et après cette page
previous = Précédent
next = Suivant
status_draft = Ceci est un brouillon. Il peut encore changer et ne doit pas être cité.
status_superseded = Ce texte a été remplacé. Il est conservé pour que son adresse continue de répondre.
status_withdrawn = Ce texte a été retiré. Il est conservé pour que son adresse continue de répondre.
short_draft = brouillon
short_superseded = remplacé
short_withdrawn = retiré
in_language = En { $language }

## Listes
entries = Entrées
n_entries = { $n ->
    [one] { $n } entrée
   *[other] { $n } entrées
}
more_entries = { $n ->
    [one] { $n } autre entrée
   *[other] { $n } autres entrées
}
other_entries = Autres
letters_label = Lettres
pager_label = Pages de cette liste
page_n_of = Page { $n } sur { $total }

## Pages qui répondent pour d’autres
redirect_text = Cette page a changé d’adresse :
not_found_title = Il n’y a pas de page à cette adresse
not_found_text = L’adresse est peut-être mal saisie, ou la page portait un autre nom. Toutes les pages de la bibliothèque sont listées de A à Z.
not_found_near = Pages dont l’adresse ressemble à celle-ci
not_found_search = Rechercher « { $name } »

## Dates
month_1 = janvier
month_2 = février
month_3 = mars
month_4 = avril
month_5 = mai
month_6 = juin
month_7 = juillet
month_8 = août
month_9 = septembre
month_10 = octobre
month_11 = novembre
month_12 = décembre
date_day_month_year = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}
date_month_year = { $month } { $year }

## Dans le texte d’une entrée
alert_note = Remarque
alert_tip = Conseil
alert_important = Important
alert_warning = Avertissement
alert_caution = Attention
footnotes = Notes
back_to_text = Retour au texte
table = Tableau
link_to_section = Lien vers cette section
unresolved = Cette bibliothèque n’a pas d’entrée de ce nom
task_done = fait
task_todo = à faire

## Notices pour les logiciels de bibliographie
all_citations = Toutes les citations :
cite_as = Cette page en

## Langues
languages_label = Langues
not_translated = cette page n’est pas traduite
translation_behind = L’original a changé depuis cette traduction :
translation_head_only = Seuls le titre et le résumé de cette page sont traduits. Le texte :
translation_unreviewed = Cette traduction n’a pas encore été relue. Quand un mot importe, consultez l’original.
language_en = anglais
language_fr = français
language_ar = arabe

## Termes, et textes montrés sur place
glossary = Glossaire
also_called = Aussi
included_from = Extrait de :
included_there = ce texte y est repris
read_here = Lire ici
for_trainers = Pour les formateurs. Cette page ne figure pas dans ce qui est publié pour tous ; merci de ne pas la transmettre aux participants.
short_for_trainers = pour les formateurs

## Vues d’ensemble
overviews = Vues d’ensemble
timeline = Chronologie
timeline_about = Ce qui s’est passé et quand, avec la précision connue.
undated = Sans date
date_days = { $from }–{ $to } { $month } { $year }
date_span = { $from } – { $to }

## Ce que choisissent les lecteurs
data_state = Réglages
appearance = Apparence :
appearance_auto = comme le système
appearance_light = claire
appearance_dark = sombre
page_exists = Cette page existe en français
page_untranslated = Cette page n’est pas traduite en français : voici l’original.
reading_list = Liste de lecture
reading_list_put = Mettre sur la liste de lecture
reading_list_take = Retirer de la liste de lecture
reading_list_text = Les pages que vous avez réunies, dans votre ordre. La liste reste dans ce navigateur et voyage dans son adresse.
reading_list_needs_script = Sans JavaScript, il n’y a pas de liste de lecture : cette page ne peut pas savoir ce que contient la vôtre.
reading_list_empty = Cette liste est vide. Chaque page de la bibliothèque a, dans sa marge, un bouton qui l’ajoute ici.
reading_list_closed = Ce navigateur ne conserve rien pour ces pages : une liste ne peut être ouverte que par son adresse.
reading_list_shared = Cette liste est venue avec son adresse.
reading_list_adopt = Tout mettre sur ma liste de lecture
reading_list_print = Imprimer la liste
reading_list_ris = Enregistrer en RIS
reading_list_copy = Copier l’adresse
reading_list_address = Adresse de cette liste :
move_up = Monter
move_down = Descendre
take_off = Retirer

## Ce qui a changé, et à propos de cette copie
changes = Ce qui a changé
changes_text = Toutes les entrées selon le jour où elles ont été relues d’après leurs sources, les plus récentes d’abord.
about_copy = À propos de cette copie
copy_text = Ce que vous avez en main, et comment voir que rien n’y a été modifié ni perdu.
copy_library = Bibliothèque
copy_edition = Édition
copy_no_edition = Avant la première édition : les adresses peuvent encore changer
copy_newest = Dernière relecture
copy_address = Adresse
copy_licence = Conditions d’utilisation
copy_fingerprint = Empreinte
copy_fingerprint_text = L’empreinte représente tout ce que les auteurs ont écrit : tous les textes, les images et fichiers qui les accompagnent et les réglages de la bibliothèque. Deux copies de même empreinte sont faites des mêmes mots, même si leur aspect diffère. Elle ne prouve pas que personne n’a modifié cette copie depuis : c’est à cela que sert la vérification ci-dessous.
copy_whole = Cette copie est-elle complète ?
copy_whole_text = Le fichier manifest-sha256.txt, à côté de la première page, contient une ligne pour chacun des autres fichiers de cette copie, avec sa somme de contrôle. Il doit y avoir autant de fichiers que de lignes. Pour les vérifier tous, ouvrez un terminal dans le dossier de la première page et tapez une seule ligne.
copy_whole_unix = Sous Linux :
copy_whole_mac = Sur un Mac :
copy_whole_windows = Sous Windows, dans PowerShell :
copy_whole_answer = Si rien ne s’affiche, tous les fichiers sont là et tels qu’ils ont été faits. Sinon, chaque fichier modifié ou manquant est nommé. Cela révèle les accidents. Contre un faussaire, comparez la somme de contrôle du manifeste lui-même avec celle que vous avez reçue par une autre voie.
copy_entries = Entrées
copy_kind = Type
article_plural = Pages
copy_machines = Pour les programmes
copy_data_entries = toutes les entrées avec leurs champs et leurs relations
copy_data_graph = comment les entrées sont reliées
copy_data_inventory = ce qu’il y a, et jusqu’où les sources ont été vues
copy_data_vocabulary = les termes sous lesquels les entrées sont classées, en SKOS
copy_data_feed = les dernières relectures, pour les lecteurs de flux
copy_data_llms = un guide pour les modèles de langue
copy_errors = Une erreur ?
copy_errors_text = Notez l’adresse de la page, le jour de sa relecture et les mots erronés, avec la source qui dit autre chose, et signalez-les à la personne qui vous a remis cette copie. Elle pourra les transmettre à ceux qui écrivent la bibliothèque.

## Un document entier, et le papier
whole_document = Lire le texte entier sur une page, pour l’imprimer
whole_in_parts = Lire partie par partie
addresses = Adresses des liens numérotés
edition_provisional = Avant la première édition

## La couverture et la carte
coverage = Couverture
coverage_about = Combien d’entrées se trouvent là où deux rubriques de la bibliothèque se croisent. Une case vide est une lacune.
total = Total
none = aucune
gaps = { $n ->
    [0] Chaque case a une entrée.
    [one] Non couvert : { $n } case sur { $total } est vide.
   *[other] Non couvert : { $n } cases sur { $total } sont vides.
}
totals_note = Une entrée peut figurer dans plusieurs cases ; dans un total, elle compte une fois.
terms_cut = { $n ->
    [one] { $n } autre rubrique n’a pas trouvé place ici.
   *[other] { $n } autres rubriques n’ont pas trouvé place ici.
}
nothing_under = Rien sous :
labelled = { $name } :
list_separator = {", "}
as_csv = Ce tableau pour tableur (CSV)
map = Carte des liens
map_about = Ce qui tient à quoi, année par année : l’image, et la même chose en mots.
picture = L’image
in_words = En mots
joined_to_none = Sans lien avec les autres :
undated_short = sans date

## La recherche
search = Rechercher
search_label = Rechercher dans la bibliothèque
search_needs_script = Cette page répond au moyen d’un script, et ce navigateur n’en exécute pas ici. Les listes ci-dessous mènent à toutes les entrées.
search_ways = Des listes qui mènent à toutes les entrées :
search_none = Rien n’a été trouvé. Essayez avec moins de mots, ou d’autres.
search_failed = L’index de recherche est illisible. Les listes ci-dessous mènent à toutes les entrées.
search_corrected = Aucune entrée ne contient le mot { $name }. Recherche faite pour : { $title }.
search_widened = Recherche étendue à : { $name }. Ce sont aussi des noms de { $title }.
search_contrasted = { $title } n’est pas la même chose que { $name }.
search_left_out = Laissés de côté, car ils disent trop peu : { $name }. Entre guillemets, ils comptent.
search_more = Plus de résultats
search_results = Résultats
search_narrow = Affiner
search_clear = Retirer tous les filtres
search_all = Tout afficher
search_language = Langue

## Par où commencer dans une copie
start_open = Ouvrir la bibliothèque
start_open_text = À ouvrir dans votre navigateur :
start_text = Ces pages fonctionnent là où elles se trouvent : sur une clé, sur votre ordinateur ou sur un serveur. Elles n’ont besoin ni de connexion ni d’installation, et n’envoient rien à personne.
start_unpack = Cette page se trouve-t-elle dans un fichier ZIP ? Alors extrayez-en d’abord tout le contenu : clic droit sur le fichier ZIP, « Extraire tout », puis ouvrez START-HERE.html dans le nouveau dossier.
start_blocked = Si votre ordinateur refuse d’ouvrir les pages, copiez tout ce dossier sur son bureau et réessayez, ou demandez à la personne qui s’en occupe. La plupart des téléphones ne savent pas ouvrir des pages qui se trouvent dans un dossier.
licence_unsaid = non indiquées ; demandez à la personne qui vous a remis cette copie

## La bibliothèque en livre
start_book = Les documents sont aussi réunis en un livre, pour les téléphones, les liseuses et les ordinateurs qui n’ouvrent pas les pages :
book_text = Texte
book_landmarks = Parties du livre
book_marks = Un numéro suivi d’un point d’interrogation n’a pas été vérifié.
book_behind = L’original d’un texte de ce chapitre a changé depuis sa traduction.
book_head_only = De certains textes de ce chapitre, seuls le titre et le résumé sont traduits.
book_accessibility = Le livre est fait de texte, avec des titres, une table des matières et un seul ordre de lecture. Chaque image a une description. Rien ne clignote, ne bouge ni n’émet de son.
