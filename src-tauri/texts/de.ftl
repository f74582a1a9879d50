### Was Haggles Fenster sagen, auf Deutsch: dieselben Meldungen mit denselben Argumenten wie in `en.ftl`.
###
### Der Spieler wird mit „du“ angesprochen. Wörter des Spiels und des Marktes bleiben, wie Spieler sie sagen:
### Ladder, Softcore, HR, Unique, Runeword, Corrupted, Stash, Realm, bumpen. Zahlen in HR behalten den Punkt.
###
### Tasten heißen überall, wie das Programm sie zeigt, also „Ctrl“ und nie „Strg“: So stehen sie in den Einstellungen,
### auf den Knöpfen und in der Kommandozeile. Nur gesucht werden sie unter beiden Namen.

## Alter und Wartezeiten

age-now = jetzt
age-minutes = { NUMBER($n) } min
age-hours = { NUMBER($n) } h
age-days = { NUMBER($n) } d
ago-now = gerade eben
ago-minutes = vor { NUMBER($n) } min
ago-hours = vor { NUMBER($n) } h
ago-days = { $n ->
    [one] vor 1 Tag
   *[other] vor { $n } Tagen
}
wait-minutes = in { NUMBER($n) } min
wait-hours = in { NUMBER($n) } h
wait-days = { $n ->
    [one] in 1 Tag
   *[other] in { $n } Tagen
}

## Realms

realm-ladder = Ladder
realm-non-ladder = Non-Ladder
realm-softcore = Softcore
realm-hardcore = Hardcore

## Die Verbindung zum Markt

link-live = live
link-refused = live · Login abgelehnt
link-ended = live · Login abgelaufen
link-connecting = verbindet …
link-waiting = offline, versucht es weiter
link-off = offline

## Kein Item unter der Maus, oder keines, das sich lesen lässt

missed-nothing-title = Kein Item unter der Maus.
missed-nothing-text = Es wurde nichts kopiert. Halt die Maus über ein Item und drück die Tasten noch einmal.
missed-clipboard-title = Die Zwischenablage antwortet nicht.
missed-clipboard-text = Das Programm, dem die Zwischenablage gehört, antwortet nicht. Drück die Tasten noch einmal.
missed-focus-title = Das Spiel hat den Fokus verloren.
missed-focus-text = Klick hinein und drück die Tasten noch einmal.
unseen-title = Das Spiel hat den Bildschirm für sich.
unseen-text = Über exklusivem Vollbild ist nichts zu sehen. Stell das Spiel auf Fenster oder Vollbild im Fenster.
missed-keys-title = Die Tasten kamen nicht beim Spiel an.
missed-keys-text = Das System hält Haggles Tasten vom Spiel fern. Läuft das Spiel als Administrator, dann starte es ohne das, oder starte auch Haggle als Administrator.
no-text-title = In der Zwischenablage ist kein Item.
no-text-too-large = Der Inhalt ist viel zu groß. Halt die Maus im Spiel über ein Item und drück die Tasten noch einmal.
no-text-other = Dort ist kein Text. Halt die Maus im Spiel über ein Item und drück die Tasten noch einmal.
not-an-item-title = Kein Item.
not-an-item-empty = In der Zwischenablage ist kein Text. Zeig auf ein Item und drück die Tasten noch einmal.
not-an-item-too-large = In der Zwischenablage sind { NUMBER($bytes) } Bytes Text, weit mehr, als ein Item hat. Zeig auf ein Item und drück die Tasten noch einmal.
not-an-item-not-json = Der Text in der Zwischenablage ist kein Item. Zeig auf ein Item und drück die Tasten noch einmal.
not-an-item-broken-json = Der Text des Items ist in Zeile { NUMBER($line) }, Spalte { NUMBER($column) } beschädigt. Zeig auf das Item und drück die Tasten noch einmal.
not-an-item-other-json = In der Zwischenablage sind Daten eines anderen Programms. Zeig auf ein Item und drück die Tasten noch einmal.

## Das Item

item-level = Itemlevel { NUMBER($level) }
item-sockets = { $count ->
    [one] 1 Sockel
   *[other] { $count } Sockel
}
item-ethereal = ätherisch
item-corrupted = corrupted
item-pieces = { NUMBER($count) } Stück
filter-ethereal = Ätherisch
filter-not-ethereal = Nicht ätherisch
filter-corrupted = Corrupted
filter-not-corrupted = Nicht corrupted
filter-sockets = { $count ->
    [0] Keine Sockel
    [one] 1 Sockel
   *[other] { $count } Sockel
}
filter-item-level = Itemlevel { NUMBER($level) }
filter-base = Basis: { $name }
badge-runeword = Runeword
badge-ethereal = Ätherisch
badge-corrupted = Corrupted
badge-corrupted-with = Corrupted · { $gains }
badge-unidentified = Nicht identifiziert
badge-roll = Roll { NUMBER($percent) } %
note-unknown-key = Das Spiel hat ein Feld geschrieben, das Haggle nicht kennt: { $key }.
note-unknown-stat = Haggle kennt die Eigenschaft „{ $name }“ nicht; sie wird nicht gesucht.
note-unknown-line = Die Zeile „{ $line }“ wurde nicht verstanden; sie wird nicht gesucht.
note-unknown-type = Haggle kennt den Itemtyp „{ $name }“ nicht.
note-unknown-quality = Haggle kennt die Qualität „{ $name }“ nicht.
note-unknown-name = „{ $name }“ ({ $kind }) kennt Haggle nicht.
kind-unique = Unique
kind-set-piece = Set-Teil
kind-runeword = Runeword
note-several-uniques = „{ $name }“ heißen mehrere Items; gesucht werden alle.
note-several-bases = Den Itemtyp „{ $name }“ gibt es in mehreren Formen; die übliche wird genommen.
note-unidentified = Nicht identifiziert: Auf Name und Eigenschaften ist kein Verlass.
note-runeword-loses = Das Spiel kopiert nicht alle Eigenschaften eines Runewords: { $lost } kann fehlen.
note-map-loses = Das Spiel kopiert nicht alle Eigenschaften einer Map.
note-missing = Das Spiel hat nicht kopiert: { $lost }.
note-uncertain-amount = Der Wert von „{ $name }“ ist nicht sicher.
note-no-number = „{ $name }“ hat keine lesbare Zahl; danach wird nicht gesucht.
note-two-amounts = Das Spiel nennt „{ $name }“ zweimal, mit verschiedenen Werten.

## Die Suche und was sie fand

found-summary = { NUMBER($shown) } von { NUMBER($total) } · { $speed }
found-speed = { NUMBER($ms) } ms
found-age = vor { NUMBER($seconds) } s
found-unknown-seller = unbekannt
nothing-none-title = Kein Angebot
nothing-none-text = In den letzten drei Tagen hat niemand eines eingestellt.
nothing-title = { $count ->
    [one] Kein Angebot hat diese Eigenschaft
   *[other] Kein Angebot hat alle { $count } Eigenschaften
}
nothing-text = { $count ->
    [one] Nimm den Haken weg oder erweitere die Grenzen, dann such noch einmal.
   *[other] Nimm einen Haken weg oder erweitere die Grenzen, dann such noch einmal.
}
listings-count = { $count ->
    [one] 1 Angebot
   *[other] { $count } Angebote
}
news-came = { $count ->
    [one] 1 Angebot kam herein
   *[other] { $count } Angebote kamen herein
}
news-gone = { $count ->
    [one] 1 Angebot ist weg
   *[other] { $count } Angebote sind weg
}
news-both = { $came }, { $gone }
way-out-without = Ohne
way-out-last-lead = Nur das Item selbst,
way-out-last = gleich welche Rolls
sold-text = { $listings } in den letzten { NUMBER($days) } Tagen
sold-login = Was verkauft wurde, zeigt der Markt nur Spielern, die eingeloggt sind.

## Beobachtungen

watch-hit-title = { $name } für { $price }
watch-hit-unpriced = { $name } ohne Preis
watch-hit-text = { $seller } bietet es an.
watch-hit-ceiling = { $seller } bietet es an. Deine Grenze: { $hr } HR.
watch-hit-more = { $text } { $count ->
    [one] Ein weiteres passt.
   *[other] { $count } weitere passen.
}
watch-somebody = Jemand
watch-full = Es laufen schon { NUMBER($most) } Beobachtungen: beende zuerst eine.
watch-any-price = jeder Preis
watch-no-amount = Das nennt keinen Betrag. Schreib einen in HR (0.5) oder Runen (2 gul), oder nichts für jeden Preis.
watch-at-most = { $property } (höchstens { $most })
watch-other-market = gehört zu { $market }
watch-paused = angehalten
watch-offline = wartet auf den Markt
watch-login = wartet auf deinen Login
watch-soon = schaut bald
watch-looked = schaute { $ago }
watch-told = gemeldet { $ago }
watch-told-price = { $price } gemeldet { $ago }

## Preise

asks = { $count ->
    [one] 1 Preis
   *[other] { $count } Preisen
}
sellers = { $count ->
    [one] 1 Verkäufer
   *[other] { $count } Verkäufern
}
price-spread = { $range } aus { $asks } von { $sellers }
price-newest = neuester: { $age }
sure-too-few = zu wenige Preise
sure-rough = grob geschätzt
sure-fair = ziemlich sicher
sure-sure = sicher
remark-levels = Verkäufer verlangen um { $below } oder um { $above }, wenig dazwischen.
remark-yours = Mit diesen Rolls etwa { $hr } HR.
remark-apart = { $count ->
    [one] 1 Preis zählt nicht mit.
   *[other] { $count } Preise zählen nicht mit.
}
apart-too-dear = raus: { NUMBER($times) }× Median
apart-too-cheap = raus: 1/{ NUMBER($times) } Median
apart-stale = raus: Ladenhüter
apart-unclear = raus: unklar
apart-own = deins
guide-asked = sucht Preise ähnlicher Items …
guide-silent = kein ähnliches Angebot nennt einen Preis
guide-too-few = zu wenig, um es zu sagen: { $median } HR aus { $asks } von { $sellers }
guide-far-below = weit unter den anderen: Die Hälfte ähnlicher Items kostet { $low } – { $high } HR
guide-far-above = weit über den anderen: Die Hälfte ähnlicher Items kostet { $low } – { $high } HR
guide-known = die Hälfte ähnlicher Items kostet { $low } – { $high } HR, aus { $asks } von { $sellers }
reading-hr = { $hr } HR
reading-words = in Worten
bad-price-title = So geht dieser Preis nicht
bad-price-empty = Der Preis ist leer. Schreib einen Betrag in HR (0.5), Runen (2 gul) oder „offer“.
bad-price-too-long = Der Preis ist { NUMBER($length) } Zeichen lang; der Markt zeigt höchstens { NUMBER($most) }. Kürze ihn.
bad-price-odd-character = Im Preis ist ein Zeichen, das andere am Markt nicht lesen können. Schreib einfache Buchstaben und Zahlen, etwa 0.5.
bad-price-not-above-zero = Ein Preis ist größer als 0. Schreib einen Betrag in HR (0.5), Runen (2 gul) oder „offer“.
bad-price-too-much = Der Preis ist jenseits von allem. Schreib ihn in HR, etwa 0.5.

## Ein Item einstellen

choosing-none = Keines ist genau dieses. Welches meinst du?
choosing-equal = { NUMBER($count) } sind völlig gleich. Welches meinst du?
choice-listed = eingestellt
choice-listed-for = eingestellt für { $price }
spot-stash = In deinem Stash
spot-page = Stash, Seite { NUMBER($page) }
spot-square = Spalte { NUMBER($column) }, Reihe { NUMBER($row) }
sending-listing = Wird eingestellt …
sending-checking = Sieht nach, ob es eingestellt ist …
sending-waits = Dein Login ist abgelaufen. Es wird eingestellt, sobald du wieder eingeloggt bist.
bump-now = jetzt
nowhere-elsewhere-title = Es liegt im Stash eines anderen Realms
nowhere-elsewhere-text = Haggle sucht im Realm deiner Einstellungen.
nowhere-empty-title = Der Stash ist leer
nowhere-not-there-title = Es ist nicht in deinem Stash
nowhere-others-text = Dort sind nur andere seiner Art. { nowhere-look-again }
nowhere-look-again = Das Spiel schreibt den Stash, wenn du ein Spiel verlässt: Leg das Item in den Stash, verlass das Spiel, dann such noch einmal.
nowhere-written = Zuletzt geschrieben wurde der Stash { $ago }.
nowhere-unknown-title = Die Kopie sagt nicht, was es ist
nowhere-unknown-text = Auf der Seite des Marktes lässt es sich einstellen. Bei anderen Items geht es hier.
nowhere-no-account-title = Zu deinem Login gehört kein Spielaccount
nowhere-no-account-text = Log dich auf der Seite des Marktes mit dem Account ein, mit dem du spielst, oder füge den Spielaccount dort hinzu.
listed-title = Eingestellt
listed-for-title = Eingestellt für { $price }
listed-text = { $name } ist auf dem Markt.
listed-before-title = Es ist schon eingestellt
listed-before-text = Es wurde nichts gesendet. Das ist das Angebot, das es schon gibt.
not-listed-title = Nicht eingestellt
not-listed-cut = Die Verbindung riss ab, bevor der Markt { $name } angenommen hat. Stell es noch einmal ein; deine Eingaben sind noch da.
not-listed-text = { $reason } Mit { $name } ist nichts geschehen, und deine Eingaben sind noch da.
not-listed-unknown-title = Ob es eingestellt wurde, ist nicht bekannt
not-listed-unknown-text = Der Markt hat { $name } entgegengenommen und ist dann verstummt. Sieh in deinen Angeboten nach, bevor du es noch einmal einstellst.
sale-waits-title = Dein Angebot wartet auf deinen Login
sale-waits-text = Der Login ist abgelaufen. Eingestellt wird es, sobald du wieder eingeloggt bist.
keyboard-here-title = Die Tastatur ist jetzt hier
keyboard-here-text = Unter der Maus war kein Item. Tab geht weiter; Esc gibt die Tastatur dem Spiel zurück.
login-ends-title = Dein Login läuft bald ab
login-ends-text = Keine Viertelstunde mehr. Log dich jetzt noch einmal ein, dann muss nichts darauf warten.
login-ended-title = Dein Login ist abgelaufen
login-ended-text = Preise kannst du weiter prüfen; zum Einstellen und für manche Suchen musst du dich neu einloggen.
taking-back-title = Wird zurückgenommen …
taken-back-title = Zurückgenommen
taken-back-text = { $name } ist nicht mehr auf dem Markt.
not-taken-back-title = { $name } ist vielleicht noch eingestellt
bumped-title = Gebumpt: Es steht wieder vorn
priced-title = Jetzt eingestellt für { $price }
changed-listing = Das Angebot
not-changed-title = Nicht geändert
not-changed-unknown-title = Ob es geändert wurde, ist nicht bekannt

## Meine Angebote

job-bump = Bumpt
job-delist = Nimmt zurück
job-reprice = Ändert Preise
job-bump-done = { NUMBER($done) } von { NUMBER($total) } gebumpt
job-delist-done = { NUMBER($done) } von { NUMBER($total) } zurückgenommen
job-reprice-done = { NUMBER($done) } von { NUMBER($total) } Preisen geändert
job-bump-failed = { NUMBER($count) } nicht gebumpt: Der Grund steht jeweils dabei.
job-delist-failed = { NUMBER($count) } nicht zurückgenommen: Der Grund steht jeweils dabei.
job-reprice-failed = { NUMBER($count) } nicht geändert: Der Grund steht jeweils dabei.
job-left = { $count ->
    [one] 1 blieb, wie es war.
   *[other] { $count } blieben, wie sie waren.
}
job-resting = { $count ->
    [one] 1 blieb unberührt: Der letzte Bump liegt keine 12 Stunden zurück.
   *[other] { $count } blieben unberührt: Ihr letzter Bump liegt keine 12 Stunden zurück.
}
offer-received-title = Du hast ein Gebot
offer-received-for = Jemand bietet etwas für { $name }.
offer-received-any = Jemand bietet etwas für eines deiner Angebote.

## Währung

currency-own = von dir
currency-asking = fragt …
currency-unsaid = der Markt sagt es nicht
currency-silent = kein Angebot nennt einen Preis
currency-asks = { $count ->
    [one] 1 Preis
   *[other] Median aus { $count } Preisen
}
currency-asks-newest = { $asks }, neuester: { $age }
currency-public = pd2.tools
currency-public-listings = pd2.tools, { $count ->
    [one] 1 Angebot
   *[other] { $count } Angebote
}
currency-kinds = { $count ->
    [one] aus 1 Sorte
   *[other] aus { $count } Sorten
}
currency-kinds-without = { $kinds }; { $without ->
    [one] 1 noch ohne Preis
   *[other] { $without } noch ohne Preis
}
currency-saved = Stash geschrieben { $ago }
currency-login-title = Log dich ein, um deine Währung zu sehen
group-runes = Runen
group-gems = Edelsteine
group-keys = Schlüssel und Relikte
group-essences = Essenzen
group-maps = Map-Orbs
group-crafts = Craft-Infusionen
group-others = Shards und anderes
economy-away-title = Keine Preise von pd2.tools
economy-away-text = { $reason } Es zählen die Angebote des Marktes; pd2.tools kannst du in den Einstellungen ausschalten.
economy-unreadable = Die Antwort von pd2.tools war nicht lesbar.

## Anfragen an den Markt, aus denen nichts wurde

call-login-title = Log dich ein, um Angebote zu sehen
call-login-text = Der Markt zeigt sie nur Spielern, die eingeloggt sind. Es öffnet sich die Seite des Marktes selbst; danach geht diese Suche weiter.
call-login-stash-title = Log dich ein, um es einzustellen
call-login-stash-text = Deinen Stash zeigt der Markt nur dir. Es öffnet sich die Seite des Marktes selbst; danach geht es hier weiter.
call-login-mine-title = Log dich ein, um deine Angebote zu sehen
call-login-mine-text = Es öffnet sich die Seite des Marktes selbst; danach kommen deine Angebote.
call-refused-login-title = Der Markt hat den Login abgelehnt
call-other-user-title = Ein anderer Spieler hat sich eingeloggt
call-away-title = Der Markt antwortet nicht
call-away-text = Vielleicht ist er nicht erreichbar oder dieser Computer offline. Haggle versucht es weiter.
call-refused-title = Der Markt hat die Suche abgelehnt
call-odd-title = Die Antwort des Marktes war nicht zu verstehen
call-login-needed = Der Markt verlangt dafür einen Login: Log dich ein und versuch es noch einmal.
call-login-refused = Der Markt hat den Login nicht angenommen ({ $reason }): Log dich noch einmal ein.
call-other-user = Inzwischen hat sich ein anderer Spieler eingeloggt: Es wurde nichts gesendet, versuch es noch einmal.
call-superseded = Ein anderer Login ist an die Stelle von diesem getreten: Mach mit dem anderen weiter oder versuch es noch einmal.
call-refused = Der Markt hat abgelehnt: { $words }.
call-deadline = Der Markt hat nicht rechtzeitig geantwortet: Versuch es noch einmal.
call-link-lost = Die Verbindung zum Markt riss ab: Versuch es noch einmal.
call-not-reachable = Der Markt ist nicht erreichbar: Prüf deine Verbindung, dann versuch es noch einmal.
call-too-large = Das ist zu groß für den Markt: { NUMBER($bytes) } Bytes, höchstens { NUMBER($limit) }.
call-malformed = Die Antwort des Marktes war nicht lesbar: Versuch es noch einmal. Bleibt es dabei, dann sieh nach einem neueren Haggle.
call-stopped = Haggle hat gerade keine Verbindung zum Markt: Versuch es gleich noch einmal.
call-unsure = { $problem } Vielleicht ist es schon geschehen: Sieh zuerst in deinen Angeboten nach.

## Der Login

logged-in-title = Eingeloggt als { $name }
logged-in-text = Suchen und Angebote laufen jetzt über diesen Account.
login-failed-title = Der Login hat nicht geklappt
login-page-address = Die Adresse der Login-Seite ist keine: Sie beginnt mit https://.
login-page-plain = Die Login-Seite muss über https:// kommen (http:// nur von diesem Computer), damit niemand das Passwort mitliest.
login-page-random = Für den Login gibt es keine Zufallszahl ({ $reason }): Versuch es noch einmal.
login-window = Das Login-Fenster ließ sich nicht öffnen ({ $reason }): Versuch es noch einmal. Hilft das nicht, dann starte Haggle neu.
account-refused = Der Markt hat den Login nicht angenommen ({ $words }). Log dich noch einmal ein.
account-ended = Dein Login ist abgelaufen. Log dich noch einmal ein.
account-minutes = { $n ->
    [one] endet in 1 Minute
   *[other] endet in { $n } Minuten
}
account-hours = endet in { NUMBER($n) } Stunden
account-days = endet in { NUMBER($n) } Tagen

## Tasten und Desktop

command-check = Preis des Items unter der Maus prüfen
command-check-pinned = Preis prüfen, Panel offen lassen
command-list = Item unter der Maus einstellen
command-currency = Zeigen, was deine Runen und Edelsteine wert sind
command-settings = Die Einstellungen öffnen
chord-taken-title = { $chord } ist belegt
chord-taken = Ein anderes Programm benutzt { $chord }. Beende es, oder wähl in den Einstellungen andere Tasten.
chord-doubled-title = { $chord } ist doppelt vergeben
chord-doubled = { $chord } gehört auch zu „{ $other }“. Wähl für eines von beiden andere Tasten.
chord-not-on-keyboard-title = Keine Taste für { $chord }
chord-not-on-keyboard = Das Tastaturlayout hat keine Taste für { $chord }. Wähl andere Tasten, zum Beispiel eine F-Taste, oder füge ein Layout mit lateinischen Buchstaben hinzu.
chord-refused-title = Das System lehnt { $chord } ab
chord-refused = Das System hat { $chord } abgelehnt ({ $reason }). Wähl in den Einstellungen andere Tasten.
chord-or-copies = { $problem } Oder lass Haggle jedes Item prüfen, das du kopierst: ein Schalter in den Einstellungen.
chord-wrong-command = Den Befehl { $command } gibt es nicht.
chord-wrong-used = { $chord } gehört schon zu „{ $other }“: Wähl andere Tasten.
chord-wrong-no-key = „{ $keys }“ hat außer Ctrl, Alt, Shift und Win keine Taste. Drück noch eine andere dazu.
chord-wrong-unknown-key = „{ $keys }“ geht als Taste nicht. Nimm einen Buchstaben, eine Ziffer, eine F-Taste oder Ähnliches.
chord-wrong-two-keys = „{ $keys }“ sind zwei Tasten. Nimm eine Taste mit Ctrl, Alt, Shift oder Win.
chord-wrong-no-modifier = „{ $keys }“ würde dir beim Tippen fehlen. Halt Ctrl oder Alt dazu.
chord-wrong-is-copy = Mit Ctrl+C kopiert das Spiel selbst, und Haggle drückt es. Wähl andere Tasten.
desktop-title = Die Tasten funktionieren nicht
desktop-no-display = Haggle hat kein X11-Display gefunden ({ $reason }). Starte es in einer Desktop-Sitzung; unter Wayland in einer mit XWayland.
desktop-no-extension = Dem Display fehlt die Erweiterung { $extension }, die Haggle braucht. Nimm einen neueren X-Server oder schalte sie ein.
desktop-display-lost = Die Verbindung zum Display ist weg ({ $reason }). Starte Haggle neu.
desktop-system = Das System hat abgelehnt, worum Haggle es bat ({ $reason }). Starte Haggle neu.

## Einstellungen

settings-not-saved-title = Nicht gespeichert
settings-no-folder = Es gibt kein Heimverzeichnis für die Einstellungen: Nenn einen Ordner mit --config-dir DIR.
settings-folder = Der Ordner { $path } geht nicht für Einstellungen ({ $reason }): Mach ihn beschreibbar oder nenn einen anderen mit --config-dir DIR.
settings-save = Die Einstellungen ließen sich nicht in { $path } speichern ({ $reason }): Sie gelten, bis Haggle geschlossen wird.
settings-damaged-title = Die Einstellungen waren beschädigt
settings-damaged-text = Die Datei der Einstellungen war nicht lesbar. Sie wurde als { $path } aufgehoben, und es gelten die Vorgaben: Stell neu ein, was du brauchst, oder repariere die Datei und leg sie zurück.
keepsake-drafts = Deine Eingaben zum Einstellen von Items
keepsake-worths = Deine eigenen Preise für Runen und Ähnliches
keepsake-watches = Deine Beobachtungen
keepsake-damaged-title = { $what }: Die Datei war beschädigt
keepsake-damaged-text = Sie wurde als { $path } aufgehoben. Fang neu an, oder repariere die Datei und leg sie zurück.
keepsake-unread-title = { $what }: Die Datei ist nicht lesbar
keepsake-unread-text = Das System lässt Haggle sie nicht lesen ({ $reason }). Sie bleibt, wie sie ist, und Neues wird nicht gespeichert: Mach sie lesbar und starte Haggle neu.
keepsake-not-kept-title = { $what }: nicht gespeichert
keepsake-not-kept-text = Die Datei lässt sich nicht schreiben ({ $reason }): Neues gilt, bis Haggle endet. Schaff Platz oder mach sie beschreibbar.
settings-title-empty-text = Schreib den Titel des Spielfensters, wie er in seinem Rahmen steht.

## Werte von Einstellungen

value-on = an
value-off = aus
value-usual-account = der übliche
value-beside = neben dem Item
value-left = linke Ecke
value-right = rechte Ecke
value-percent = { NUMBER($n) } %
value-ms = { $n } ms
value-log-error = Fehler
value-log-warn = Warnungen
value-log-info = das Übliche
value-log-debug = Einzelheiten
value-log-trace = alles
value-system = wie das System

## Start mit dem System

autostart-no-program = Start mit dem System: Es ist nicht bekannt, wo dieses Programm liegt ({ $reason }).
autostart-no-folder = Start mit dem System: Es gibt kein Heimverzeichnis dafür.
autostart-file = Start mit dem System: { $path } geht nicht ({ $reason }). Mach es beschreibbar oder stell es in den Einstellungen des Systems ein.
autostart-refused = Start mit dem System: Es hat abgelehnt ({ $reason }). Stell es in den Einstellungen des Systems ein.
autostart-elsewhere = Zurzeit startet { $path }, und das ist nicht dieses Programm. Schalte es noch einmal ein, um dieses zu nehmen.

## Einstellungen von PD2 Trader

import-not-json = Es wurde nichts übernommen: Ab Zeile { NUMBER($line) }, Spalte { NUMBER($column) } ist es kein JSON. Gib die settings.json von PD2 Trader an oder ihren ganzen Text.
import-not-settings = Es wurde nichts übernommen: Das sind keine Einstellungen von PD2 Trader. Gib dessen settings.json an oder ihren ganzen Text.
import-too-large = Es wurde nichts übernommen: Für Einstellungen ist es viel zu groß. Gib die settings.json von PD2 Trader an oder ihren ganzen Text.
import-not-readable = Es wurde nichts übernommen: Es lässt sich nicht lesen ({ $reason }). Prüf den Pfad oder füg den Text der Datei ein.
import-not-text = Es wurde nichts übernommen: Es ist kein Text. Gib die settings.json von PD2 Trader an oder ihren ganzen Text.
import-not-found = Wo PD2 Trader sie ablegt, war nichts zu finden. Such den Ordner com.pd2-trader.app dort, wo Programme ihre Einstellungen ablegen, und gib seine settings.json hier an.
import-left-login = Der Login bleibt dort: Log dich in Haggle einmal ein.
import-left-not-here = So etwas hat Haggle nicht.
import-left-not-understood = Nicht verstanden.

## Neuere Versionen

update-own = Du hast { $own }.
update-asking = Du hast { $own }. Fragt nach …
update-newest = Du hast { $own }, die neueste.
update-newer = Du hast { $own }; { $newer } ist erschienen.
update-failed = Du hast { $own }. Welche die neueste ist, ließ sich nicht klären: { $reason } Versuch es später noch einmal.
update-no-version = Die Antwort nennt keine Version.
newer-version-title = Haggle { $newer } ist erschienen
newer-version-text = Du hast { $own }. Die Seite dazu öffnest du in den Einstellungen unter Datenschutz.
web-bad-address = { $address } geht nicht als Adresse: Sie muss mit https:// beginnen.
web-not-reachable = { $who } ist nicht erreichbar ({ $reason }): Prüf deine Verbindung.
web-refused = { $who } hat mit HTTP { $code } geantwortet.
web-unreadable = Die Antwort von { $who } war nicht lesbar.

## Der Doktor

finding-settings-kept = liegen in { $folder }
finding-settings-damaged = die Datei war beschädigt
finding-settings-unusable = lassen sich nicht speichern
finding-display-connected = verbunden
finding-display-none-cure = Starte Haggle in einer Desktop-Sitzung. Unter Wayland ohne XWayland hat kein Programm Tastenkürzel: Dort prüft „Text prüfen“ den Text eines Items, den du einfügst.
finding-display-cure = Starte Haggle in einer Desktop-Sitzung.
finding-compositor-works = arbeitet
finding-compositor-none = keiner
finding-compositor-cure = Das Panel hat keinen Schatten. Starte einen Compositor wie picom, oder schalte ihn in den Einstellungen des Desktops ein.
finding-hotkeys-free = { $chords } sind frei
finding-hotkeys-held = { $chords } gehören Haggle
finding-hotkeys-cure = Beende das andere Programm (auch ein zweites Haggle), oder wähl andere Tasten. Oder schalt „Jedes Item prüfen, das ich kopiere“ ein: Dann prüft Haggle ein Item, wenn du darüber Ctrl+C drückst.
finding-hotkeys-cure-copies = Beende das andere Programm (auch ein zweites Haggle), oder wähl andere Tasten. Was du von Hand kopierst, wird auf jeden Fall geprüft.
finding-hotkeys-wayland = Unter Wayland kommt eine Taste nur an, solange ein Fenster von XWayland, etwa das des Spiels, die Tastatur hat. Oder schalt „Jedes Item prüfen, das ich kopiere“ ein: Dann prüft Haggle ein Item, wenn du darüber Ctrl+C drückst.
finding-game-open = „{ $title }“ ist offen, { $width } × { $height }
finding-game-missing = kein Fenster heißt „{ $title }“
finding-game-elevated = das Spiel läuft als Administrator: Das System hält Haggles Tasten von ihm fern
finding-game-elevated-cure = Starte das Spiel ohne Administratorrechte (sieh in den Eigenschaften seiner Verknüpfung unter „Als Administrator ausführen“ nach), oder starte auch Haggle als Administrator.
finding-game-exclusive = ein Programm hat den Bildschirm für sich (exklusives Vollbild): Darüber ist kein Fenster zu sehen
finding-game-exclusive-cure = Stell das Spiel auf Fenster oder Vollbild im Fenster.
finding-game-cure = Starte das Spiel. Heißt sein Fenster anders, dann trag das in den Einstellungen ein.
finding-clipboard-text = lesbar, mit Text
finding-clipboard-no-text = lesbar, ohne Text
finding-clipboard-silent = das Programm, dem sie gehört, antwortet nicht
finding-clipboard-cure = Kopier etwas in einem anderen Programm; beende das, aus dem zuletzt kopiert wurde.
finding-market-answers = { $address } antwortet
finding-market-no-address = die Adresse geht nicht ({ $reason })
finding-market-no-address-cure = Berichtige „market“ in der settings.json oder --market.
finding-market-away = { $address } antwortet nicht
finding-market-away-cure = { $reason } Bleibt es dabei, ist vielleicht eine Firewall oder ein Proxy im Weg. Hast du selbst einen Markt angegeben („market“ in der settings.json oder --market), dann sieh dir seine Adresse an.
finding-login-kept = für diesen Markt liegt ein Login vor
finding-login-nobody = niemand ist eingeloggt
finding-login-nobody-cure = Wähl Einloggen in Haggles Einstellungen; viele Suchen gehen auch ohne.
finding-login-ended = der Login ist abgelaufen
finding-login-ended-cure = Log dich in den Einstellungen noch einmal ein.
finding-login-bad-token = HAGGLE_TOKEN ist kein Token ({ $reason })
finding-login-bad-token-cure = Setz es auf ein ganzes Token oder lass es weg.
finding-tray-shown = der Desktop zeigt es
finding-tray-no-library = die Bibliothek für Symbole in der Leiste fehlt
finding-tray-no-library-cure = Installier libayatana-appindicator3-1, beende Haggle und starte es wieder. Ohne Symbol starte Haggle ein zweites Mal oder drück im Spiel die Tasten für die Einstellungen: Sie öffnen sich, und von dort, unter Allgemein, alle anderen Fenster.
finding-tray-no-host = dieser Desktop zeigt keine Symbole in der Leiste
finding-tray-no-host-cure = Starte Haggle ein zweites Mal oder drück im Spiel die Tasten für die Einstellungen: Sie öffnen sich, und von dort, unter Allgemein, alle anderen Fenster. GNOME zeigt Symbole mit der Erweiterung AppIndicator.

## Üben

practice-failed-title = Das Üben ließ sich nicht starten
practice-failed-text = Etwas auf diesem Computer war im Weg ({ $reason }). Versuch es noch einmal; hilft das nicht, dann starte Haggle neu.
no-practice-page-title = Angebote zum Üben haben keine Seite
no-practice-page-text = Auf dem echten Markt öffnet ein Klick hier die Seite des Angebots im Browser.

## Fenster und Symbol in der Leiste

no-window-title = Ein Fenster ließ sich nicht öffnen
no-window-text = Das System hat es abgelehnt ({ $reason }). Versuch es noch einmal; hilft das nicht, dann starte Haggle neu.
not-opened-title = Das ließ sich nicht öffnen
not-opened-text = Das System hat kein Programm dafür oder hat abgelehnt ({ $reason }). Öffne es selbst: { $target }

window-settings = Einstellungen · Haggle
window-listings = Meine Angebote · Haggle
window-watches = Beobachtungen · Haggle
window-pasted = Text prüfen · Haggle
window-welcome = Willkommen · Haggle
window-login = Login beim Markt · Haggle
tray-listings = Meine Angebote …
tray-watches = Beobachtungen …
tray-settings = Einstellungen …
tray-practice = Üben
tray-pasted = Text prüfen …
tray-welcome = Willkommen …
tray-quit = Haggle beenden

## Seiten: Zahlen mit ihrer Einheit

page-unit-percent = { NUMBER($n) } %
page-unit-milliseconds = { $n } ms

## Seiten: die Knöpfe neben Meldungen

page-remedy-log-in = Einloggen
page-remedy-retry = Noch einmal
page-remedy-open-settings = Einstellungen
page-remedy-open-hotkeys = Tasten
page-remedy-open-privacy = Einstellungen
page-remedy-open-listings = Meine Angebote

## Seiten: das Panel

page-panel-title = Haggle
page-panel-label = Preis prüfen
page-panel-pin = Offen lassen
page-panel-close = Schließen
page-panel-dismiss = Ausblenden
page-panel-filters = Eigenschaften
page-panel-least = mindestens
page-panel-most = höchstens
page-panel-min = min
page-panel-max = max
page-panel-uncertain = Am Markt passt mehr als eine Eigenschaft: Gesucht werden alle.
page-panel-search = Suchen
page-panel-search-key = Enter
page-panel-list = Einstellen
page-panel-undo = Rückgängig { NUMBER($seconds) } s
page-panel-listings = Angebote
page-panel-waiting = Fragt den Markt …
page-panel-no-prices = Kein Preis zum Vergleichen
page-panel-no-prices-text = Kein Verkäufer nennt einen Preis, der sich in HR ausdrücken lässt.
page-panel-currency = HR
page-panel-chart = { NUMBER($asks) } Preise: die Hälfte von { $low } bis { $high } HR, der mittlere { $median } HR{ $apart ->
    [0] {""}
   *[other] ; { $apart } weitere zählen nicht
}
page-panel-in-game = gerade im Spiel
page-panel-away = nicht im Spiel
page-panel-fresh = gerade hereingekommen
page-panel-gone = nicht mehr im Angebot
page-panel-new-rows = { NUMBER($count) } neu
page-panel-ways-out = Worauf du verzichten kannst
page-panel-looking = Sucht, worauf du verzichten kannst …
page-panel-sold-for = Verkauft oder beendet:
page-panel-sold-looking = Sucht, wofür solche Items weggegangen sind …
page-panel-better = besser um
page-panel-worse = schlechter um
page-panel-open = Auf der Seite des Marktes öffnen
page-panel-roll = { NUMBER($percent) } % des möglichen Rolls ({ $min } bis { $max })

## Seiten: das Formular, das ein Item einstellt

page-sale-label = Item einstellen
page-sale-finding = Sucht es in deinem Stash …
page-sale-look-again = Erneut suchen
page-sale-elsewhere = Es liegt in { $realm }.
page-sale-there = Dort einstellen
page-sale-exact = Es ist genau dieses Item.
page-sale-equal = völlig gleich
page-sale-near = anders bei Level, Sockeln oder Ähnlichem
page-sale-waits = Es wartet auf deinen Login
page-sale-listed-for = Eingestellt für
page-sale-since = gebumpt { $ago }
page-sale-open = Auf der Seite des Marktes öffnen
page-sale-bump = Nach vorn bumpen
page-sale-bump-later = Bump { $when }
page-sale-delist = Zurücknehmen
page-sale-price = Preis
page-sale-price-placeholder = 0.5, 2 gul, offer …
page-sale-terms = Bedingungen
page-sale-firm = Festpreis
page-sale-negotiable = Verhandelbar
page-sale-note = Notiz für den Käufer
page-sale-list = Einstellen
page-sale-reprice = Preis ändern
page-sale-give-in-key = Enter
page-sale-cancel = Abbrechen
page-sale-close = Schließen
page-sale-cancel-key = Esc

## Seiten: Währung

page-currency-title = Währung
page-currency-unit = HR
page-currency-reading = Liest deinen Stash …
page-currency-close = Schließen
page-currency-again = Neu lesen
page-currency-empty = Keine Währung in diesem Stash
page-currency-empty-text = Das Spiel schreibt den Stash, wenn du ein Spiel verlässt: Verlass es, dann lies neu.
page-currency-each = Was ein Stück { $name } in HR wert ist
page-currency-take-back = Deinen eigenen Wert für { $name } vergessen

## Seiten: meine Angebote

page-mine-title = Meine Angebote
page-mine-search = Suchen
page-mine-refresh = Neu laden
page-mine-waiting = Fragt den Markt nach deinen Angeboten …
page-mine-empty = Du hast nichts eingestellt
page-mine-empty-text = Halt die Maus im Spiel über ein Item und drück die Tasten zum Einstellen.
page-mine-none-found = Nichts passt zur Suche
page-mine-none-found-text = Jedes Wort muss in Name, Details, Realm oder Preis vorkommen.
page-mine-sum = { $count ->
    [one] 1 Angebot
   *[other] { $count } Angebote
} · { $hr } HR verlangt
page-mine-bump-all = Alle bumpen, die bereit sind ({ NUMBER($count) })
page-mine-chosen = { NUMBER($count) } gewählt{ $hidden ->
    [0] {""}
   *[other] , { $hidden } weitere nicht gezeigt
}
page-mine-choose = Hak einige an, um sie zusammen zu ändern.
page-mine-bump = Bumpen
page-mine-price = Preis ändern
page-mine-new-price = Neuer Preis
page-mine-price-help = Ein Betrag allein lässt „obo“ und die Notiz nach dem Komma stehen.
page-mine-give-in = Ändern
page-mine-delist = Zurücknehmen
page-mine-really-delist = { $count ->
    [one] Wirklich zurücknehmen?
   *[other] Alle { $count } zurücknehmen?
}
page-mine-yes = Ja, zurücknehmen
page-mine-no = Nein
page-mine-cancel = Abbrechen
page-mine-progress = { $label }: { NUMBER($done) } von { NUMBER($total) }
page-mine-all = Alle gezeigten
page-mine-pick = { $name } wählen
page-mine-open = Auf der Seite des Marktes öffnen
page-mine-offers = { $count ->
    [one] 1 Gebot
   *[other] { $count } Gebote
}
page-mine-offers-for = Gebote für { $name }
page-column-name = Item
page-column-realm = Realm
page-column-price = Preis
page-column-age = Alter
page-column-bump = Bump
page-column-offers = Gebote

## Seiten: Beobachtungen

page-watch-watch = Beobachten
page-watch-watching = Beobachtet
page-watch-form = Angebote beobachten
page-watch-ceiling = Melden bis
page-watch-placeholder = 0.5, 2 gul …
page-watch-help = Läuft, bis du es beendest, auch nach einem Neustart.
page-watch-all = Alle Beobachtungen
page-watch-start = Los
page-watch-change = Ändern
page-watch-stop = Nicht mehr beobachten
page-watch-open = Öffnen
page-watch-title = Beobachtungen
page-watch-count = { NUMBER($count) } von { NUMBER($most) } auf diesem Markt
page-watch-polite = Der Markt meldet neue Angebote; außerdem wird jede Minute für eine Beobachtung nachgeschaut.
page-watch-empty = Nichts wird beobachtet
page-watch-empty-text = Prüf ein Item im Spiel und wähl „Beobachten“: Eine Meldung sagt dir, wenn eines bis zu deinem Preis angeboten wird.
page-watch-any-price = jeder Preis
page-watch-ceiling-of = Höchster Preis für { $name }
page-watch-pause = Anhalten
page-watch-go-on = Weiter
page-watch-pause-of = Anhalten: { $name }
page-watch-go-on-of = Weiter: { $name }
page-watch-stop-short = Beenden
page-watch-stop-of = Beenden: { $name }
page-watch-really-stop = Nicht mehr beobachten?
page-watch-yes = Ja, beenden

## Seiten: Einstellungen

page-settings-title = Einstellungen
page-settings-practice = Üben: Dieser Markt läuft auf deinem eigenen Computer.
page-settings-waiting = Liest die Einstellungen …
page-settings-navigation = Abschnitte
page-settings-search = Einstellungen suchen
page-settings-clear-search = Suche beenden
page-settings-found = Gefunden
page-settings-nothing-found = Nichts passt zu „{ $query }“
page-settings-nothing-found-text = Jedes Wort muss im Namen einer Einstellung vorkommen oder in dem, was darunter steht. Esc beendet die Suche.
page-settings-undo = { $steps ->
    [one] Rückgängig
   *[other] Rückgängig ({ $steps })
}
page-settings-undo-key = Ctrl+Z
page-settings-and-others = { $count ->
    [one] und eine weitere
   *[other] und { $count } weitere
}
page-settings-saved-at-once = Änderungen werden sofort gespeichert.
page-settings-reset = { $label }: zurück auf { $usual }
page-settings-hotkeys-help = Wähl eine Zeile, dann drück die gewünschten Tasten. Sie gelten, solange das Spiel den Fokus hat.
page-settings-record = { $label }: { $chord }. Zum Ändern drücken
page-settings-press-keys = Tasten drücken …
page-settings-unset = keine
page-settings-cancel-recording = Esc behält die alten
page-settings-market-help = Wo nach Angeboten gesucht wird, und mit welchem Account.
page-settings-ladder = Ladder
page-settings-non-ladder = Non-Ladder
page-settings-softcore = Softcore
page-settings-hardcore = Hardcore
page-settings-usual-account = der übliche
page-settings-signed-out = Nicht eingeloggt. Preise lassen sich prüfen; manche Suche braucht einen Login.
page-settings-pending = Das Login-Fenster ist offen. Mach dort weiter.
page-settings-show-login = Zeigen
page-settings-log-in = Einloggen
page-settings-log-in-again = Neu einloggen
page-settings-log-out = Ausloggen
page-settings-market = Markt
page-settings-place-left = Linke Ecke
page-settings-place-beside = Neben dem Item
page-settings-place-right = Rechte Ecke
page-settings-paste-open = Text prüfen …
page-settings-language-system = Wie das System
page-settings-welcome = Willkommen
page-settings-quit = Haggle beenden
page-settings-open-folder = Öffnen
page-settings-check-now = Jetzt fragen
page-settings-open-release = Seite öffnen

## Seiten: die Abschnitte der Einstellungen

page-section-hotkeys = Tasten
page-section-market = Realm & Account
page-section-panel = Panel
page-section-game = Spiel
page-section-program = Allgemein
page-section-privacy = Datenschutz
page-section-import = Import
page-section-doctor = Doktor

## Seiten: jede Einstellung, was darunter steht, und wonach sie sonst gesucht wird

page-setting-hotkeys-words = hotkey shortcut tastenkürzel tastatur strg
page-setting-ladder = Season
page-setting-ladder-words = non-ladder saison
page-setting-hardcore = Modus
page-setting-hardcore-words = softcore hardcore
page-setting-account = Account
page-setting-account-words = login einloggen ausloggen konto markt token
page-setting-game-account = Spielaccount
page-setting-game-account-help = In seinem Stash wird zuerst gesucht.
page-setting-game-account-words = truhe name mule
page-setting-place = Ort
page-setting-place-help = Wo das Panel eines Items über dem Spiel erscheint.
page-setting-place-words = position ecke links rechts neben fenster
page-setting-scale = Größe
page-setting-scale-help = Größere Schrift braucht mehr Platz.
page-setting-scale-words = skalierung zoom schrift
page-setting-game-title = Fenstertitel
page-setting-game-title-help = Die Tasten gelten in dem Fenster, das genau so heißt.
page-setting-game-title-words = name
page-setting-restore-clipboard = Zwischenablage zurückgeben
page-setting-restore-clipboard-help = Was du vor dem Prüfen kopiert hattest, ist danach wieder da.
page-setting-restore-clipboard-words = wiederherstellen einfügen kopieren clipboard
page-setting-copy-limit = Auf die Kopie warten
page-setting-copy-limit-help = Wie lange das Spiel brauchen darf, um das Item zu kopieren. Länger hilft auf einem langsamen Computer.
page-setting-copy-limit-words = grenze zeit millisekunden zwischenablage
page-setting-watch-copies = Jedes Item prüfen, das ich kopiere
page-setting-watch-copies-help = Ctrl+C über einem Item im Spiel, oder der Text eines Items, von irgendwo kopiert: für Desktops, auf denen Tastenkürzel nicht gehen, und für alle, die es so mögen.
page-setting-watch-copies-words = hand kopieren strg+c wayland ohne
page-setting-check-text = Ein Item anhand seines Textes prüfen
page-setting-check-text-help = Kopiert von der Seite des Marktes, aus einem Chat oder einem Beitrag; das Spiel muss nicht laufen.
page-setting-check-text-words = einfügen zwischenablage paste
page-setting-language = Sprache
page-setting-language-words = language english deutsch englisch
page-setting-windows = Fenster
page-setting-windows-words = leiste menü meine angebote beobachtungen text prüfen üben willkommen beenden schließen quit
page-setting-autostart = Mit dem System starten
page-setting-autostart-help = Haggle startet, wenn du dich an diesem Computer anmeldest. Es zeigt nichts, bis du im Spiel seine Tasten drückst.
page-setting-autostart-words = autostart hochfahren anmelden hintergrund
page-setting-sent = Was wohin gesendet wird
page-setting-sent-words = netz daten telemetrie internet
page-setting-economy = Auch pd2.tools fragen
page-setting-economy-help = Zählt bei Runen, Edelsteinen und Ähnlichem, wo der Markt zu wenige Angebote hat. pd2.tools ist ein eigenes Projekt und gehört nicht zu Haggle: Seine Bedingungen stehen auf pd2.tools. Von dir wird nichts dorthin gesendet, und gefragt wird, solange Haggle läuft, höchstens alle sechs Stunden.
page-setting-economy-words = preise währung
page-setting-update-notice = Eine neuere Version melden
page-setting-update-notice-help = Fragt { $host } höchstens einmal am Tag, ob es eine gibt, und sagt es einmal. Die Frage sagt nichts über dich oder deinen Computer.
page-setting-update-notice-words = update aktualisieren release prüfen
page-setting-log-level = Log
page-setting-log-level-help = Wie viel in haggle.log geschrieben wird. Token und Zwischenablage stehen dort nie.
page-setting-log-level-words = protokoll debug einzelheiten
page-setting-folder = Einstellungen und Log liegen in
page-setting-folder-words = ordner datei pfad verzeichnis
page-setting-import = Einstellungen von PD2 Trader
page-setting-import-words = übernehmen kopieren tasten realm account umstieg settings.json
page-setting-doctor = Ist alles in Ordnung?
page-setting-doctor-words = prüfen diagnose problem hilfe display compositor tasten fenster zwischenablage markt login leiste
page-setting-report = Für den, der dir hilft
page-setting-report-help = Version, System, Einstellungen, was oben steht und das Ende des Logs. Kein Token, kein Accountname, keine Zwischenablage. Du siehst es, bevor du es kopierst.
page-setting-report-words = diagnose bericht kopieren fehler hilfe

## Seiten: was wohin gesendet wird

page-sent-market = Deine Suchen. Nach einem Login auch dessen Token und was du einstellst.
page-sent-login = Die Login-Seite der Website
page-sent-login-what = Öffnet sich beim Einloggen in einem eigenen Fenster. Das Passwort sieht Haggle nicht.
page-sent-economy = Eine Frage nach Preisen, solange Haggle läuft, höchstens alle sechs Stunden. Nichts von dir.
page-sent-update = Eine Frage nach der neuesten Version, höchstens einmal am Tag. Nichts von dir.
page-sent-off = Ausgeschaltet: Es wird nichts gefragt.
page-sent-stays = Sonst verlässt nichts diesen Computer: keine Zwischenablage, kein Log, keine Statistik.

## Seiten: wie viel ins Log kommt

page-level-error = Fehler
page-level-warn = Warnungen
page-level-info = Das Übliche
page-level-debug = Einzelheiten
page-level-trace = Alles

## Seiten: die Einstellungen von PD2 Trader übernehmen

page-import-help = Tasten, Realm, Spielaccount und Fenstertitel. Der Login wird nie gelesen. Es ändert sich nichts, bevor du es sagst.
page-import-find = Suchen
page-import-or = oder
page-import-given = Pfad oder Text der settings.json
page-import-read = Lesen
page-import-reading = Liest …
page-import-from = Aus { $source }
page-import-from-text = Aus dem eingefügten Text
page-import-nothing = Was sich übernehmen ließe, ist schon so eingestellt.
page-import-left-out = Nicht übernommen
page-import-take = { $count ->
    [one] Das übernehmen
   *[other] Diese { $count } übernehmen
}
page-import-drop = Lassen
page-import-taken = { $count ->
    [one] Eine Einstellung wurde übernommen. Rückgängig nimmt sie zurück.
   *[other] { $count } Einstellungen wurden übernommen. Rückgängig nimmt sie zurück.
}

## Seiten: der Doktor

page-doctor-help = Sieht jedes Glied der Kette an, von den Tasten bis zum Markt.
page-doctor-not-examined = Noch nicht angesehen.
page-doctor-examine = Ansehen
page-doctor-examine-again = Noch einmal
page-doctor-examining = Sieht nach … { NUMBER($seen) } von { NUMBER($all) }
page-doctor-all-well = Alles in Ordnung.
page-doctor-broken = { $count ->
    [one] Einem Glied fehlt etwas.
   *[other] { $count } Gliedern fehlt etwas.
}
page-doctor-make-report = Zeigen
page-doctor-remake-report = Neu machen
page-doctor-close-report = Schließen
page-doctor-copy = Kopieren
page-doctor-copy-again = Noch einmal kopieren
page-doctor-copied = Kopiert.
page-doctor-not-copied = Es wurde nicht kopiert. { $reason } Markier den Text und drück Ctrl+C.
page-link-settings = Einstellungen
page-link-display = Display
page-link-compositor = Compositor
page-link-hotkeys = Tasten
page-link-game-window = Spielfenster
page-link-clipboard = Zwischenablage
page-link-market = Markt
page-link-login = Login
page-link-tray = Symbol in der Leiste
page-verdict-waiting = wartet
page-verdict-good = geht
page-verdict-limited = geht, ginge besser
page-verdict-bad = geht nicht
page-fix-log-in = Einloggen
page-fix-show-hotkeys = Tasten
page-fix-show-game = Fenstertitel
page-fix-open-folder = Ordner öffnen

## Seiten: das Übungsspiel

page-practice-title = Üben
page-practice-hover-hint = Maus über ein Item halten und drücken:
page-practice-inventory = Inventar zum Üben
page-practice-intro = Nicht das Spiel: ein kleines Inventar und ein eigener Markt, um Haggle in einer Minute zu lernen.
page-practice-check = Einen Preis prüfen
page-practice-check-text = Lass die Maus auf einem Item ruhen, oder wähl eins mit den Pfeiltasten, und drück diese Tasten.
page-practice-filter = Die Suche ändern
page-practice-filter-text = Klick ins Panel, oder drück { $keys } zweimal. Hak eine Eigenschaft an oder ändere eine Zahl, dann drück Enter.
page-practice-pin = Offen lassen
page-practice-pin-text = Mit diesen Tasten oder der Nadel bleibt das Panel, wenn die Maus weitergeht.
page-practice-list = Ein Item einstellen
page-practice-list-text = Log dich hier mit irgendeinem Namen ein. Enter stellt es ein; zehn Sekunden lang lässt es sich zurücknehmen.
page-practice-done = geschafft
page-practice-finished = Das ist schon alles.
page-practice-finished-text = Im Spiel geht es genauso. Schließ dieses Fenster, wenn du genug gesehen hast.
page-practice-escape = schließt das Panel jederzeit.
page-practice-failed = Das Inventar war nicht lesbar. Schließ dieses Fenster und starte das Üben neu.

## Seiten: einen eingefügten Text prüfen

pasted-nothing-title = Es ist nichts kopiert
pasted-nothing-text = Kopier zuerst den Text eines Items: im Spiel mit Ctrl+C darüber, oder auf einer Seite oder in einem Chat.
pasted-no-text-title = Das ist ein Bild oder eine Datei, kein Text
pasted-no-text-text = Kopier den Text des Items. Was auf einem Bild steht, lässt sich eintippen: der Name, der Typ, dann eine Eigenschaft je Zeile.
pasted-silent-title = Die Zwischenablage antwortet nicht
pasted-silent-text = Das Programm, aus dem kopiert wurde, ist beschäftigt oder hängt. Kopier noch einmal, oder aus einem anderen Programm.
pasted-no-item-title = In diesem Text findet Haggle kein Item
pasted-no-item-text = Es liest, was das Spiel mit Ctrl+C kopiert, und die Zeilen eines Tooltips: zuerst den Namen, dann den Typ wie „Unique Ring“, dann eine Eigenschaft je Zeile. Nimm weg, was vor dem Namen steht.
pasted-broken-title = Ein Teil vom Text dieses Items fehlt
pasted-broken-text = Er bricht in Zeile { NUMBER($line) }, Spalte { NUMBER($column) } ab. Kopier das Item noch einmal, und zwar ganz.
pasted-other-title = Das sind Daten eines anderen Programms
pasted-other-text = Sie sind kein Item des Spiels. Kopier ein Item mit Ctrl+C im Spiel, oder die Zeilen seines Tooltips.
pasted-too-large-title = Das ist viel mehr Text, als ein Item hat
pasted-too-large-text = Es sind { NUMBER($kilobytes) } KB. Kopier nur den Text eines Items.
page-pasted-title = Text prüfen
page-pasted-label = Text eines Items
page-pasted-placeholder =
    Raven Frost
    Unique Ring
    +20 to Dexterity
    …
page-pasted-help = Ctrl+V fügt ein und prüft.
page-pasted-paste = Einfügen
page-pasted-check = Prüfen
page-pasted-check-keys = Ctrl Enter
page-pasted-where = Aus dem Spiel: Ctrl+C über einem Item. Von der Seite des Marktes, aus einem Chat oder einem Beitrag: die Zeilen des Tooltips, beginnend mit dem Namen.

## Seiten: das Willkommen

page-welcome-title = Willkommen bei Haggle
page-welcome-sentence = Drück ein Tastenkürzel über einem Item in Project Diablo 2, und du siehst über dem Spiel, was es bringt; drück ein anderes, und es ist eingestellt.
page-welcome-practice = Gleich ausprobieren
page-welcome-practice-text = Ein kleines Inventar und ein Markt auf deinem eigenen Computer: kein Spiel, kein Account, eine Minute.
page-welcome-start-practice = Üben
page-welcome-check-text = Text prüfen …
page-welcome-hotkeys = Tasten
page-welcome-hotkeys-help = Sie gelten, solange das Spiel den Fokus hat.
page-welcome-change = Tasten ändern …
page-welcome-login = Login
page-welcome-login-text = Viele Preise siehst du ohne. Für die übrigen, und zum Einstellen, log dich auf der Seite des Marktes selbst ein; Haggle sieht dein Passwort nie.
page-welcome-logged-in = Eingeloggt als { $name }
page-welcome-tray = Haggle bleibt im Hintergrund: Das Symbol in der Leiste öffnet die Einstellungen, und auch dieses Fenster.
page-welcome-no-tray = Haggle bleibt im Hintergrund, und dein Desktop zeigt keine Symbole in der Leiste: Starte es ein zweites Mal oder drück im Spiel { $keys }, um die Einstellungen zu öffnen. Von dort öffnet sich auch dieses Fenster.
page-welcome-not-now = Nicht jetzt
page-welcome-done = Fertig
