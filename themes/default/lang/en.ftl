# English. Messages without a variable are `words.<id>` in templates, those with one are say(key="<id>", …).

## Around the page
unpack_notice = You are reading one page out of a packed copy. Close this, extract the whole copy, then open index.html.
skip_link = Skip to the text
menu_label = The library
breadcrumb_label = You are here
home = Home
a_to_z = A to Z
provisional = Addresses are provisional until the first edition: they may still change.
made_with = Made with vademecum. These pages ask nothing of any other site.

## An entry
on_this_page = On this page
article = Page
contents = Contents
about_this_page = About this page
number_mark = ?
number_not_verified = number not verified
number_label = No. { $n }
source = Source
reviewed = Reviewed { $date }
reviewed_label = Reviewed
cite = Cite
cite_title = “{ $title }”
cite_separator = {", "}
cite_reviewed = Reviewed { $date }
cite_accessed = accessed { $date }
copy_citation = Copy citation
copied = Copied
citation_selected = Selected: copy it with your keyboard
mentioned_in = Mentioned in
contains = Contains
gathered_here = Gathered here
neighbours_label = Before and after this page
previous = Previous
next = Next
status_draft = This is a draft. It may still change, and should not be cited.
status_superseded = This text has been superseded. It is kept so that its address goes on answering.
status_withdrawn = This text has been withdrawn. It is kept so that its address goes on answering.
short_draft = draft
short_superseded = superseded
short_withdrawn = withdrawn
in_language = In { $language }

## Lists
entries = Entries
n_entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
more_entries = { $n ->
    [one] { $n } more entry
   *[other] { $n } more entries
}
other_entries = Others
letters_label = Letters
pager_label = Pages of this list
page_n_of = Page { $n } of { $total }

## Pages that answer for others
redirect_text = This page has moved:
not_found_title = There is no page at this address
not_found_text = The address may be mistyped, or the page may have had another name. Every page of the library is listed from A to Z.
not_found_near = Pages with a similar address
not_found_search = Search for “{ $name }”

## Dates
month_1 = January
month_2 = February
month_3 = March
month_4 = April
month_5 = May
month_6 = June
month_7 = July
month_8 = August
month_9 = September
month_10 = October
month_11 = November
month_12 = December
date_day_month_year = { $day } { $month } { $year }
date_month_year = { $month } { $year }

## In the text of an entry
alert_note = Note
alert_tip = Tip
alert_important = Important
alert_warning = Warning
alert_caution = Caution
footnotes = Footnotes
back_to_text = Back to the text
table = Table
link_to_section = Link to this section
unresolved = There is no such entry in this library
task_done = done
task_todo = to do

## Records for reference managers
all_citations = All citations:
cite_as = This page as

## Languages
languages_label = Languages
not_translated = this page is not translated
translation_behind = The original has changed since this was translated:
translation_head_only = Only the title and the summary of this page are translated. The text:
translation_unreviewed = Nobody has reviewed this translation yet. Where a word matters, hold it against the original.
language_en = English
language_fr = French
language_ar = Arabic

## Terms, and texts shown in place
glossary = Glossary
also_called = Also
included_from = From:
included_there = this text is shown there
read_here = Read it here
for_trainers = For trainers. This page is left out of what is published for everyone; please do not pass it on to participants.
short_for_trainers = for trainers

## Overviews
overviews = Overviews
timeline = Timeline
timeline_about = What happened when, to the precision that is known.
undated = Without a date
date_days = { $from }–{ $to } { $month } { $year }
date_span = { $from } – { $to }

## What readers choose
data_state = Settings
appearance = Appearance:
appearance_auto = as the system
appearance_light = light
appearance_dark = dark
page_exists = This page exists in English
page_untranslated = This page has not been translated into English: this is the original.
reading_list = Reading list
reading_list_put = Put on the reading list
reading_list_take = Take off the reading list
reading_list_text = Pages that you have put together, in your order. The list stays in this browser, and travels in its address.
reading_list_needs_script = Without JavaScript there is no reading list: this page cannot know what is on yours.
reading_list_empty = Nothing is on this list. Each page of the library has, in its margin, a button that puts it here.
reading_list_closed = This browser keeps nothing for these pages, so a list can only be opened by its address.
reading_list_shared = This list came with its address.
reading_list_adopt = Put all on my reading list
reading_list_print = Print the list
reading_list_ris = Save as RIS
reading_list_copy = Copy the address
reading_list_address = Address of this list:
move_up = Move up
move_down = Move down
take_off = Take off

## What changed, and about this copy
changes = What changed
changes_text = Every entry by the day it was last held against its sources, the newest first.
about_copy = About this copy
copy_text = What you have in hand, and how to see that nothing in it was altered or lost.
copy_library = Library
copy_edition = Edition
copy_no_edition = Before the first edition: addresses may still change
copy_newest = Last reviewed
copy_address = Address
copy_licence = Terms of use
copy_fingerprint = Fingerprint
copy_fingerprint_text = The fingerprint stands for all that the authors wrote: every text, the pictures and files beside them, and the settings of the library. Two copies with the same fingerprint were made from the same words, even if they look different. It does not prove that nobody altered this copy since: that is what the check below is for.
copy_whole = Is this copy whole?
copy_whole_text = The file manifest-sha256.txt, beside the first page, has one line for every other file of this copy, with its checksum. How many lines it has is how many files there should be. To check them all, open a terminal in the folder of the first page and type one line.
copy_whole_unix = On Linux:
copy_whole_mac = On a Mac:
copy_whole_windows = On Windows, in PowerShell:
copy_whole_answer = When nothing is printed, every file is there and as it was made. Otherwise each file is named that was altered or is missing. This finds accidents. Against a forger, compare the checksum of the manifest itself with one that you were given by another way.
copy_entries = Entries
copy_kind = Kind
article_plural = Pages
copy_machines = For programs
copy_data_entries = every entry with its fields and relations
copy_data_graph = how entries hang together
copy_data_inventory = what there is, and how far its sources were seen
copy_data_vocabulary = the terms that entries are filed under, as SKOS
copy_data_feed = what was reviewed last, for feed readers
copy_data_llms = a guide for language models
copy_errors = Found an error?
copy_errors_text = Note the address of the page, the day it was reviewed and the words that are wrong, with the source that says otherwise, and tell whoever gave you this copy. They can pass it on to those who write the library.

## A whole document, and paper
whole_document = Read the whole text on one page, to print
whole_in_parts = Read it part by part
addresses = Addresses of the numbered links
edition_provisional = Before the first edition

## Coverage and the map
coverage = Coverage
coverage_about = How many entries there are where two headings of the library meet. An empty cell is a gap.
total = Total
none = none
gaps = { $n ->
    [0] Every cell has an entry.
    [one] Not covered: { $n } of { $total } cells is empty.
   *[other] Not covered: { $n } of { $total } cells are empty.
}
totals_note = An entry may stand in several cells; in a total it counts once.
terms_cut = { $n ->
    [one] { $n } more heading has no room here.
   *[other] { $n } more headings have no room here.
}
nothing_under = Nothing at all under:
labelled = { $name }:
list_separator = {", "}
as_csv = This table for spreadsheets (CSV)
map = Map of connections
map_about = What hangs together with what, by year: the picture, and the same in words.
picture = The picture
in_words = In words
joined_to_none = Joined to none of the others:
undated_short = undated

## Search
search = Search
search_label = Search the library
search_needs_script = This page answers with a script, and this browser runs none here. The lists below lead to every entry.
search_ways = Lists that lead to every entry:
search_none = Nothing was found. Try fewer words, or others.
search_failed = The search index cannot be read. The lists below lead to every entry.
search_corrected = No entry has the word { $name }. Searched for: { $title }.
search_widened = Also searched: { $name }. They are names of { $title } too.
search_contrasted = { $title } is not the same as { $name }.
search_left_out = Left out, as they say too little: { $name }. In quotation marks they count.
search_more = More results
search_results = Results
search_narrow = Narrow down
search_clear = Remove all filters
search_all = Show all
search_language = Language

## Where to start in a copy
start_open = Open the library
start_open_text = Open in your browser:
start_text = These pages work where they lie: on a stick, on your computer or on a server. They need no connection and nothing to be installed, and they send nothing to anyone.
start_unpack = Is this page inside a ZIP file? Then unpack all of it first: right-click the ZIP file, choose “Extract all”, and open START-HERE.html in the new folder.
start_blocked = If your computer refuses to open the pages, copy this whole folder to its desktop and try again, or ask whoever looks after it. Most telephones cannot open pages that lie in a folder.
licence_unsaid = not stated; ask whoever gave you this copy

## The library as a book
start_book = The documents are here as a book too, for telephones, reading devices and computers that open no pages:
book_text = Text
book_landmarks = Parts of the book
book_marks = A number with a question mark was not verified.
book_behind = The original of a text in this chapter has changed since it was translated.
book_head_only = Of some texts in this chapter only the title and the summary are translated.
book_accessibility = The book is text with headings, a table of contents and one reading order. Every picture has words in its place. Nothing flashes, moves or sounds.
