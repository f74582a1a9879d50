### What Haggle's windows say, in English. `de.ftl` says the same in German: the same messages with the same arguments.
###
### Messages that begin with `page-` are the pages' own (overlay-ui/src/texts.ts); all others are the program's
### (src-tauri/src/texts). An argument is a number where it is written with NUMBER() or chooses a plural, and a text
### everywhere else. Names of items, properties and qualities stay as the game writes them.

## Ages and waits

age-now = now
age-minutes = { NUMBER($n) } min
age-hours = { NUMBER($n) } h
age-days = { NUMBER($n) } d
ago-now = just now
ago-minutes = { NUMBER($n) } min ago
ago-hours = { NUMBER($n) } h ago
ago-days = { NUMBER($n) } d ago
wait-minutes = in { NUMBER($n) } min
wait-hours = in { NUMBER($n) } h
wait-days = in { NUMBER($n) } d

## Realms

realm-ladder = ladder
realm-non-ladder = non-ladder
realm-softcore = softcore
realm-hardcore = hardcore

## The connection to the market

link-live = live
link-refused = live · login refused
link-ended = live · login ended
link-connecting = connecting …
link-waiting = offline, trying again
link-off = offline

## No item under the cursor, or none that can be read

missed-nothing-title = No item under the cursor.
missed-nothing-text = Nothing was copied. Hold the mouse over an item and press the hotkey again.
missed-clipboard-title = The clipboard does not answer.
missed-clipboard-text = The program that owns the clipboard does not answer. Press the hotkey again.
missed-focus-title = The game lost the focus.
missed-focus-text = Click into it and press the hotkey again.
unseen-title = The game has the screen for itself.
unseen-text = Nothing is seen over exclusive full screen. Set the game to windowed or to windowed full screen.
missed-keys-title = The keys did not reach the game.
missed-keys-text = The system keeps Haggle’s keys from the game. If the game runs as administrator, start it without that, or start Haggle as administrator too.
no-text-title = The clipboard holds no item.
no-text-too-large = It is far too large. Hover one in the game and press the keys again.
no-text-other = It holds no text. Hover one in the game and press the keys again.
not-an-item-title = Not an item.
not-an-item-empty = The clipboard holds no text. Point at an item and press the hotkey again.
not-an-item-too-large = The clipboard holds { NUMBER($bytes) } bytes of text, far more than an item has. Point at an item and press the hotkey again.
not-an-item-not-json = The clipboard holds text that is not an item. Point at an item and press the hotkey again.
not-an-item-broken-json = The item text is broken at line { NUMBER($line) }, column { NUMBER($column) }. Point at the item and press the hotkey again.
not-an-item-other-json = The clipboard holds data of another program. Point at an item and press the hotkey again.

## The item

item-level = item level { NUMBER($level) }
item-sockets = { $count ->
    [one] 1 socket
   *[other] { $count } sockets
}
item-ethereal = ethereal
item-corrupted = corrupted
item-pieces = { $count ->
    [one] 1 piece
   *[other] { $count } pieces
}
filter-ethereal = Ethereal
filter-not-ethereal = Not ethereal
filter-corrupted = Corrupted
filter-not-corrupted = Not corrupted
filter-sockets = { $count ->
    [0] No sockets
    [one] 1 socket
   *[other] { $count } sockets
}
filter-item-level = Item level { NUMBER($level) }
filter-base = Base: { $name }
badge-runeword = Runeword
badge-ethereal = Ethereal
badge-corrupted = Corrupted
badge-corrupted-with = Corrupted · { $gains }
badge-unidentified = Unidentified
badge-roll = Roll { NUMBER($percent) }%
note-unknown-key = The game wrote a field that Haggle does not know: { $key }.
note-unknown-stat = Haggle does not know the property “{ $name }”; it is not searched for.
note-unknown-line = The line “{ $line }” was not understood; it is not searched for.
note-unknown-type = Haggle does not know the item type “{ $name }”.
note-unknown-quality = Haggle does not know the quality “{ $name }”.
note-unknown-name = Haggle does not know a { $kind } called “{ $name }”.
kind-unique = unique
kind-set-piece = set piece
kind-runeword = runeword
note-several-uniques = “{ $name }” is the name of several items; all of them are searched for.
note-several-bases = The item type “{ $name }” has several forms; the usual one is taken.
note-unidentified = Not identified: its name and properties cannot be relied on.
note-runeword-loses = The game does not copy all properties of a runeword: { $lost } may be missing.
note-map-loses = The game does not copy all properties of a map.
note-missing = The game did not copy the { $lost }.
note-uncertain-amount = The amount of “{ $name }” is not certain.
note-no-number = “{ $name }” has no readable number; it is not searched for.
note-two-amounts = The game says “{ $name }” twice, with different amounts.

## The search and what it found

found-summary = { NUMBER($shown) } of { NUMBER($total) } · { $speed }
found-speed = { NUMBER($ms) } ms
found-age = { NUMBER($seconds) } s ago
found-unknown-seller = unknown
nothing-none-title = No listing
nothing-none-text = Nobody has listed one in the last three days.
nothing-title = { $count ->
    [one] No listing has this property
   *[other] No listing has all { $count } properties
}
nothing-text = { $count ->
    [one] Untick the property, or widen its bounds, and search again.
   *[other] Untick a property, or widen its bounds, and search again.
}
listings-count = { $count ->
    [one] 1 listing
   *[other] { $count } listings
}
news-came = { $count ->
    [one] 1 listing came in
   *[other] { $count } listings came in
}
news-gone = { $count ->
    [one] 1 listing gone
   *[other] { $count } listings gone
}
news-both = { $came }, { $gone }
way-out-without = Without
way-out-last-lead = Only the item itself,
way-out-last = any rolls
sold-text = { $listings } in the last { NUMBER($days) } days
sold-login = The market shows what was sold to players who are logged in.

## Watches

watch-hit-title = { $name } for { $price }
watch-hit-unpriced = { $name } without a price
watch-hit-text = { $seller } lists it.
watch-hit-ceiling = { $seller } lists it. You watch up to { $hr } HR.
watch-hit-more = { $text } { $count ->
    [one] One more fits.
   *[other] { $count } more fit.
}
watch-somebody = Somebody
watch-full = { NUMBER($most) } watches run already: stop one first.
watch-any-price = any price
watch-no-amount = It names no amount. Write one in HR (0.5) or runes (2 gul), or nothing for any price.
watch-at-most = { $property } (at most { $most })
watch-other-market = belongs to { $market }
watch-paused = paused
watch-offline = waits for the market
watch-login = waits for your login
watch-soon = looks soon
watch-looked = looked { $ago }
watch-told = told { $ago }
watch-told-price = told of { $price } { $ago }

## Prices

asks = { $count ->
    [one] 1 ask
   *[other] { $count } asks
}
sellers = { $count ->
    [one] 1 seller
   *[other] { $count } sellers
}
price-spread = { $range } from { $asks } of { $sellers }
price-newest = newest { $age }
sure-too-few = too few to say
sure-rough = a rough idea
sure-fair = fairly sure
sure-sure = sure
remark-levels = Sellers ask about { $below } or about { $above }, and little between.
remark-yours = With these rolls about { $hr } HR.
remark-apart = { $count ->
    [one] 1 ask is set apart.
   *[other] { $count } asks are set apart.
}
apart-too-dear = apart: { NUMBER($times) }× median
apart-too-cheap = apart: 1/{ NUMBER($times) } of median
apart-stale = apart: long unsold
apart-unclear = apart: unclear price
apart-own = yours
guide-asked = looking at listings of similar items …
guide-silent = no listing of a similar item names a price
guide-too-few = too few to say: { $median } HR from { $asks } of { $sellers }
guide-far-below = far below the others: half of similar items ask { $low } – { $high } HR
guide-far-above = far above the others: half of similar items ask { $low } – { $high } HR
guide-known = half of similar items ask { $low } – { $high } HR; { $asks } of { $sellers }
reading-hr = { $hr } HR
reading-words = in words
bad-price-title = This price does not work
bad-price-empty = The price is empty. Write an amount in HR (0.5), runes (2 gul) or “offer”.
bad-price-too-long = The price is { NUMBER($length) } characters long; the market shows at most { NUMBER($most) }. Shorten it.
bad-price-odd-character = The price has a character that the market’s readers do not know. Write plain letters and numbers, such as 0.5.
bad-price-not-above-zero = A price is above 0. Write an amount in HR (0.5), runes (2 gul) or “offer”.
bad-price-too-much = The price is beyond all measure. Write it in HR, such as 0.5.

## Listing an item

choosing-none = None is quite this one. Which do you mean?
choosing-equal = { NUMBER($count) } are just alike. Which do you mean?
choice-listed = listed
choice-listed-for = listed for { $price }
spot-stash = In your stash
spot-page = Stash, page { NUMBER($page) }
spot-square = column { NUMBER($column) }, row { NUMBER($row) }
sending-listing = Listing it …
sending-checking = Checking whether it was listed …
sending-waits = Your login has ended. It is listed when you have logged in again.
bump-now = now
nowhere-elsewhere-title = It is in another realm’s stash
nowhere-elsewhere-text = Haggle looks in the realm of your settings.
nowhere-empty-title = The stash is empty
nowhere-not-there-title = It is not in your stash
nowhere-others-text = Only others of its kind are. { nowhere-look-again }
nowhere-look-again = The game writes the stash when you leave a game: put the item into the stash, leave the game, then look again.
nowhere-written = The stash was written { $ago }.
nowhere-unknown-title = The copy does not say what it is
nowhere-unknown-text = It can be listed on the market’s own page. Other items work.
nowhere-no-account-title = Your login has no game account
nowhere-no-account-text = Log in on the market’s page with the account that you play with, or add the game account there.
listed-title = Listed
listed-for-title = Listed for { $price }
listed-text = { $name } is on the market.
listed-before-title = It is listed already
listed-before-text = Nothing was sent. Here is the listing that there is.
not-listed-title = Not listed
not-listed-cut = The connection broke before the market took { $name }. List it again; what you typed is kept.
not-listed-text = { $reason } { $name } is as it was, and what you typed is kept.
not-listed-unknown-title = It is not known whether it was listed
not-listed-unknown-text = The market took the listing of { $name } and went away. Look at your listings before you list it again.
sale-waits-title = Your listing waits for your login
sale-waits-text = The login has ended. What you gave in is listed when you have logged in again.
keyboard-here-title = The keyboard is here now
keyboard-here-text = No item was under the mouse. Tab goes on; Esc gives the keyboard back to the game.
login-ends-title = Your login ends soon
login-ends-text = Less than a quarter of an hour is left. Log in again now, and nothing has to wait for it.
login-ended-title = Your login has ended
login-ended-text = Prices can be checked; listing and some searches need a new login.
taking-back-title = Taking it back …
taken-back-title = Taken back
taken-back-text = { $name } is no longer on the market.
not-taken-back-title = { $name } may still be listed
bumped-title = Bumped: it is in front again
priced-title = Now listed for { $price }
changed-listing = The listing
not-changed-title = Not changed
not-changed-unknown-title = It is not known whether it was changed

## My listings

job-bump = Bumping
job-delist = Taking back
job-reprice = Changing prices
job-bump-done = { NUMBER($done) } of { NUMBER($total) } bumped
job-delist-done = { NUMBER($done) } of { NUMBER($total) } taken back
job-reprice-done = { NUMBER($done) } of { NUMBER($total) } repriced
job-bump-failed = { NUMBER($count) } could not be bumped: the reason stands at each.
job-delist-failed = { NUMBER($count) } could not be taken back: the reason stands at each.
job-reprice-failed = { NUMBER($count) } could not be repriced: the reason stands at each.
job-left = { $count ->
    [one] 1 was left as it is.
   *[other] { $count } were left as they are.
}
job-resting = { $count ->
    [one] 1 was left alone: it was bumped less than 12 hours ago.
   *[other] { $count } were left alone: they were bumped less than 12 hours ago.
}
offer-received-title = You have an offer
offer-received-for = Somebody offers something for { $name }.
offer-received-any = Somebody offers something for one of your listings.

## Currency

currency-own = yours
currency-asking = asking …
currency-unsaid = the market does not say
currency-silent = no listing names a price
currency-asks = { $count ->
    [one] 1 ask
   *[other] median of { $count } asks
}
currency-asks-newest = { $asks }, newest { $age }
currency-public = pd2.tools
currency-public-listings = pd2.tools, { $count ->
    [one] 1 listing
   *[other] { $count } listings
}
currency-kinds = { $count ->
    [one] from 1 kind
   *[other] from { $count } kinds
}
currency-kinds-without = { $kinds }; { $without ->
    [one] 1 has no price yet
   *[other] { $without } have no price yet
}
currency-saved = stash written { $ago }
currency-login-title = Log in to see your currency
group-runes = Runes
group-gems = Gems
group-keys = Keys and relics
group-essences = Essences
group-maps = Map orbs
group-crafts = Craft infusions
group-others = Shards and others
economy-away-title = No prices of pd2.tools
economy-away-text = { $reason } The market’s own listings are used; you can switch pd2.tools off in the settings.
economy-unreadable = The answer of pd2.tools could not be read.

## Calls to the market that failed

call-login-title = Log in to see listings
call-login-text = The market shows these to players who are logged in. The site’s own page opens; this check goes on after it.
call-login-stash-title = Log in to list it
call-login-stash-text = The market shows your stash to you alone. The site’s own page opens; this goes on after it.
call-login-mine-title = Log in to see your listings
call-login-mine-text = The site’s own page opens; your listings come after it.
call-refused-login-title = The market refused the login
call-other-user-title = Another player logged in
call-away-title = The market does not answer
call-away-text = It may be down, or this computer offline. Haggle keeps trying.
call-refused-title = The market refused the search
call-odd-title = The market’s answer was not understood
call-login-needed = The market wants a login for this: log in and try again.
call-login-refused = The market did not accept the login ({ $reason }): log in again.
call-other-user = Another player logged in meanwhile: nothing was sent, try again.
call-superseded = Another login took the place of this one: go on with that one, or try again.
call-refused = The market refused: { $words }.
call-deadline = The market did not answer in time: try again.
call-link-lost = The connection to the market broke: try again.
call-not-reachable = The market cannot be reached: check your connection, then try again.
call-too-large = This is too large for the market: { NUMBER($bytes) } bytes, at most { NUMBER($limit) }.
call-malformed = The market’s answer could not be read: try again. If it stays so, look for a newer Haggle.
call-stopped = Haggle has no connection to the market just now: try again in a moment.
call-unsure = { $problem } It may have been done: look at your listings first.

## The login

logged-in-title = Logged in as { $name }
logged-in-text = Your searches and listings now use this account.
login-failed-title = The login did not work
login-page-address = The login page’s address is not one: it begins with https://.
login-page-plain = The login page must come over https:// (http:// only from this computer), so that nobody can read the password.
login-page-random = There is no random number for the login ({ $reason }): try again.
login-window = The login window could not be opened ({ $reason }): try again. If that does not help, start Haggle anew.
account-refused = The market did not accept the login ({ $words }). Log in again.
account-ended = Your login has ended. Log in again.
account-minutes = { $n ->
    [one] ends in 1 minute
   *[other] ends in { $n } minutes
}
account-hours = ends in { NUMBER($n) } hours
account-days = ends in { NUMBER($n) } days

## Hotkeys and the desktop

command-check = Check the hovered item
command-check-pinned = Check and keep the panel open
command-list = List the hovered item
command-currency = Show what your runes and gems are worth
command-settings = Open the settings
chord-taken-title = { $chord } is taken
chord-taken = Another program uses { $chord }. End that program, or choose another hotkey in the settings.
chord-doubled-title = { $chord } is used twice
chord-doubled = { $chord } is also the hotkey for “{ $other }”. Choose another one for either of them.
chord-not-on-keyboard-title = No key for { $chord }
chord-not-on-keyboard = The keyboard’s layout has no key for { $chord }. Choose another hotkey, for example with an F key, or add a layout with Latin letters.
chord-refused-title = The system refused { $chord }
chord-refused = The system refused { $chord } ({ $reason }). Choose another hotkey in the settings.
chord-or-copies = { $problem } Or let Haggle check whatever item you copy: a switch in the settings.
chord-wrong-command = There is no command { $command }.
chord-wrong-used = { $chord } is the hotkey of “{ $other }” already: choose another.
chord-wrong-no-key = “{ $keys }” has no key besides Ctrl, Alt, Shift and Win. Press another key with them.
chord-wrong-unknown-key = “{ $keys }” is no key that can be used. Use a letter, a digit, an F key or the like.
chord-wrong-two-keys = “{ $keys }” has two keys. Use one key with Ctrl, Alt, Shift or Win.
chord-wrong-no-modifier = “{ $keys }” would take a key from typing. Hold Ctrl or Alt with it.
chord-wrong-is-copy = Ctrl+C is the game’s own copy key, which Haggle presses itself. Choose another.
desktop-title = Hotkeys do not work
desktop-no-display = Haggle found no X11 display ({ $reason }). Start it inside a desktop session; on Wayland, one with XWayland.
desktop-no-extension = The display has no { $extension } extension, which Haggle needs. Use a newer X server, or enable the extension.
desktop-display-lost = The connection to the display was lost ({ $reason }). Start Haggle again.
desktop-system = The system refused what Haggle asked of it ({ $reason }). Start Haggle again.

## Settings

settings-not-saved-title = Not saved
settings-no-folder = There is no home folder to keep settings in: name one with --config-dir DIR.
settings-folder = The settings folder { $path } cannot be used ({ $reason }): make it writable or name another with --config-dir DIR.
settings-save = The settings could not be saved to { $path } ({ $reason }): they hold until Haggle is closed.
settings-damaged-title = The settings were damaged
settings-damaged-text = The settings file could not be read. It was kept as { $path } and the defaults are used: set what you need again, or mend that file and put it back.
keepsake-drafts = What you typed for items to list
keepsake-worths = Your own prices of runes and the like
keepsake-watches = Your watches
keepsake-damaged-title = { $what }: the file was damaged
keepsake-damaged-text = It was kept as { $path }. Begin anew, or mend that file and put it back.
keepsake-unread-title = { $what }: the file cannot be read
keepsake-unread-text = The system does not let Haggle read it ({ $reason }). It is left as it is, and nothing new is kept: make it readable, then start Haggle again.
keepsake-not-kept-title = { $what }: not kept
keepsake-not-kept-text = The file cannot be written ({ $reason }): what is new holds until Haggle ends. Make room or make it writable.
settings-title-empty-text = Write the title of the game’s window as its frame shows it.

## Values of settings

value-on = on
value-off = off
value-usual-account = the usual one
value-beside = beside the item
value-left = left corner
value-right = right corner
value-percent = { NUMBER($n) }%
value-ms = { $n } ms
value-log-error = errors
value-log-warn = warnings
value-log-info = the usual
value-log-debug = details
value-log-trace = everything
value-system = as the system

## Start with the system

autostart-no-program = Starting with the system: it is not known where this program lies ({ $reason }).
autostart-no-folder = Starting with the system: there is no home folder to put it into.
autostart-file = Starting with the system: { $path } cannot be used ({ $reason }). Make it writable, or set it in the system’s own settings.
autostart-refused = Starting with the system: it refuses ({ $reason }). Set it in the system’s own settings.
autostart-elsewhere = Now { $path } is started, which is not this program. Switch it on again to have this one.

## Settings of PD2 Trader

import-not-json = Nothing was taken over: it is not JSON, from line { NUMBER($line) } column { NUMBER($column) } on. Give PD2 Trader’s settings.json, or its whole text.
import-not-settings = Nothing was taken over: it holds no settings of PD2 Trader. Give its settings.json, or the whole text of it.
import-too-large = Nothing was taken over: it is far too large for settings. Give PD2 Trader’s settings.json, or its whole text.
import-not-readable = Nothing was taken over: it cannot be read ({ $reason }). Check the path, or paste the text of the file.
import-not-text = Nothing was taken over: it is no text. Give PD2 Trader’s settings.json, or its whole text.
import-not-found = None was found where PD2 Trader keeps them. Look for the folder com.pd2-trader.app where programs keep their settings, and give its settings.json here.
import-left-login = The login stays there: log in once in Haggle.
import-left-not-here = Haggle has nothing of the kind.
import-left-not-understood = Not understood.

## Newer versions

update-own = You have { $own }.
update-asking = You have { $own }. Asking …
update-newest = You have { $own }, the newest there is.
update-newer = You have { $own }; { $newer } is out.
update-failed = You have { $own }. Which one is the newest is not known: { $reason } Try again later.
update-no-version = The answer names no version.
newer-version-title = Haggle { $newer } is out
newer-version-text = You have { $own }. Its page opens from the settings, under Privacy.
web-bad-address = { $address } is no usable address: it must begin with https://.
web-not-reachable = { $who } cannot be reached ({ $reason }): check your connection.
web-refused = { $who } answered with HTTP { $code }.
web-unreadable = The answer of { $who } could not be read.

## The doctor

finding-settings-kept = kept in { $folder }
finding-settings-damaged = the file was damaged
finding-settings-unusable = they cannot be kept
finding-display-connected = connected
finding-display-none-cure = Start Haggle in a desktop session. On Wayland without XWayland no program has hotkeys: there “Check text” checks an item’s text that you paste.
finding-display-cure = Start Haggle in a desktop session.
finding-compositor-works = at work
finding-compositor-none = none
finding-compositor-cure = The panel is drawn without its shadow. Start a compositor, such as picom, or switch it on in the desktop’s settings.
finding-hotkeys-free = { $chords } are free
finding-hotkeys-held = { $chords } are held
finding-hotkeys-cure = End the other program (a second Haggle too), or choose other hotkeys. Or switch on “Check whatever item I copy”: then Ctrl+C over an item checks it.
finding-hotkeys-cure-copies = End the other program (a second Haggle too), or choose other hotkeys. What you copy by hand is checked in any case.
finding-hotkeys-wayland = On Wayland a hotkey is heard only while a window of XWayland, such as the game’s, has the keyboard. Or switch on “Check whatever item I copy”: then Ctrl+C over an item checks it.
finding-game-open = “{ $title }” is open, { $width } × { $height }
finding-game-missing = no window is titled “{ $title }”
finding-game-elevated = the game runs as administrator: the system keeps Haggle’s keys from it
finding-game-elevated-cure = Start the game without administrator rights (look at “Run as administrator” in the properties of its shortcut), or start Haggle as administrator too.
finding-game-exclusive = a program has the screen for itself (exclusive full screen): no panel is seen over it
finding-game-exclusive-cure = Set the game to windowed or to windowed full screen.
finding-game-cure = Start the game. If its window has another title, set that in the settings.
finding-clipboard-text = readable, holds text
finding-clipboard-no-text = readable, holds no text
finding-clipboard-silent = the program that owns it does not answer
finding-clipboard-cure = Copy something in another program; end the program that was copied from last.
finding-market-answers = { $address } answers
finding-market-no-address = the address cannot be used ({ $reason })
finding-market-no-address-cure = Mend “market” in settings.json, or --market.
finding-market-away = { $address } does not answer
finding-market-away-cure = { $reason } If it stays so, a firewall or a proxy may be in the way. If you named a market yourself (“market” in settings.json, or --market), look at its address.
finding-login-kept = a login is kept for this market
finding-login-nobody = nobody is logged in
finding-login-nobody-cure = Choose Log in in Haggle’s settings; many searches work without.
finding-login-ended = the login ran out
finding-login-ended-cure = Log in once more in the settings.
finding-login-bad-token = HAGGLE_TOKEN is no token ({ $reason })
finding-login-bad-token-cure = Set it to a whole token, or leave it out.
finding-tray-shown = shown by the desktop
finding-tray-no-library = the library for tray icons is missing
finding-tray-no-library-cure = Install libayatana-appindicator3-1, quit Haggle and start it. Without an icon, start Haggle a second time, or press the hotkey of its settings in the game: the settings open, and from there, under General, all other windows.
finding-tray-no-host = this desktop shows no tray icons
finding-tray-no-host-cure = Start Haggle a second time, or press the hotkey of its settings in the game: the settings open, and from there, under General, all other windows. GNOME shows tray icons with its AppIndicator extension.

## Practice

practice-failed-title = Practice could not start
practice-failed-text = Something on this computer was in its way ({ $reason }). Try again; if that does not help, start Haggle anew.
no-practice-page-title = Practice listings have no page
no-practice-page-text = On the real market a click here opens the listing’s page in your browser.

## Windows and the tray

no-window-title = A window could not be opened
no-window-text = The system refused it ({ $reason }). Try again; if that does not help, start Haggle anew.
not-opened-title = It could not be opened
not-opened-text = The system has no program for it, or refused ({ $reason }). Open it yourself: { $target }

window-settings = Settings · Haggle
window-listings = My listings · Haggle
window-watches = Watches · Haggle
window-pasted = Check text · Haggle
window-welcome = Welcome · Haggle
window-login = Log in to the market · Haggle
tray-listings = My listings …
tray-watches = Watches …
tray-settings = Settings …
tray-practice = Practice
tray-pasted = Check text …
tray-welcome = Welcome …
tray-quit = Quit Haggle

## Pages: numbers with their units

page-unit-percent = { NUMBER($n) }%
page-unit-milliseconds = { $n } ms

## Pages: the buttons beside messages

page-remedy-log-in = Log in
page-remedy-retry = Try again
page-remedy-open-settings = Settings
page-remedy-open-hotkeys = Hotkeys
page-remedy-open-privacy = Settings
page-remedy-open-listings = My listings

## Pages: the panel

page-panel-title = Haggle
page-panel-label = Price check
page-panel-pin = Keep open
page-panel-close = Close
page-panel-dismiss = Dismiss
page-panel-filters = Properties
page-panel-least = least
page-panel-most = most
page-panel-min = min
page-panel-max = max
page-panel-uncertain = More than one market property fits: all are asked for.
page-panel-search = Search
page-panel-search-key = Enter
page-panel-list = List it
page-panel-undo = Undo { NUMBER($seconds) } s
page-panel-listings = Listings
page-panel-waiting = Asking the market …
page-panel-no-prices = No price to compare
page-panel-no-prices-text = No seller named a price that can be put into HR.
page-panel-currency = HR
page-panel-chart = { NUMBER($asks) } asks: half of them from { $low } to { $high } HR, the middle one { $median } HR{ $apart ->
    [0] {""}
   *[other] ; { $apart } more set apart
}
page-panel-in-game = in the game now
page-panel-away = not in the game
page-panel-fresh = came in just now
page-panel-gone = no longer for sale
page-panel-new-rows = { NUMBER($count) } new
page-panel-ways-out = What to give up
page-panel-looking = Looking for what to give up …
page-panel-sold-for = Sold or ended:
page-panel-sold-looking = Looking for what such items went for …
page-panel-better = better by
page-panel-worse = worse by
page-panel-open = Open on the market’s page
page-panel-roll = { NUMBER($percent) }% of what it can roll ({ $min } to { $max })

## Pages: the form that lists an item

page-sale-label = List an item
page-sale-finding = Looking for it in your stash …
page-sale-look-again = Look again
page-sale-elsewhere = It is in { $realm }.
page-sale-there = List it there
page-sale-exact = It is this very item.
page-sale-equal = just alike
page-sale-near = differs in level, sockets or the like
page-sale-waits = It waits for your login
page-sale-listed-for = Listed for
page-sale-since = bumped { $ago }
page-sale-open = Open on the market’s page
page-sale-bump = Bump to the front
page-sale-bump-later = Bump { $when }
page-sale-delist = Take it back
page-sale-price = Price
page-sale-price-placeholder = 0.5, 2 gul, offer …
page-sale-terms = Terms
page-sale-firm = Firm
page-sale-negotiable = Or best offer
page-sale-note = Note for the buyer
page-sale-list = List it
page-sale-reprice = Change the price
page-sale-give-in-key = Enter
page-sale-cancel = Cancel
page-sale-close = Close
page-sale-cancel-key = Esc

## Pages: currency

page-currency-title = Currency
page-currency-unit = HR
page-currency-reading = Reading your stash …
page-currency-close = Close
page-currency-again = Read again
page-currency-empty = No currency in this stash
page-currency-empty-text = The game writes the stash when you leave a game: leave it, then read again.
page-currency-each = What one { $name } is worth in HR
page-currency-take-back = Forget your own worth of { $name }

## Pages: my listings

page-mine-title = My listings
page-mine-search = Search
page-mine-refresh = Refresh
page-mine-waiting = Asking the market for your listings …
page-mine-empty = You have nothing listed
page-mine-empty-text = Hover an item in the game and press the hotkey that lists it.
page-mine-none-found = Nothing fits the search
page-mine-none-found-text = Every word has to occur in the name, the details, the realm or the price.
page-mine-sum = { $count ->
    [one] 1 listing
   *[other] { $count } listings
} · { $hr } HR asked
page-mine-bump-all = Bump all that are ready ({ NUMBER($count) })
page-mine-chosen = { NUMBER($count) } chosen{ $hidden ->
    [0] {""}
   *[other] , { $hidden } more not shown
}
page-mine-choose = Tick some to change them together.
page-mine-bump = Bump
page-mine-price = Change the price
page-mine-new-price = New price
page-mine-price-help = An amount alone keeps “obo” and the note after the comma.
page-mine-give-in = Change
page-mine-delist = Take back
page-mine-really-delist = { $count ->
    [one] Take it back?
   *[other] Take { $count } back?
}
page-mine-yes = Yes, take back
page-mine-no = No
page-mine-cancel = Cancel
page-mine-progress = { $label }: { NUMBER($done) } of { NUMBER($total) }
page-mine-all = All that are shown
page-mine-pick = Choose { $name }
page-mine-open = Open on the market’s page
page-mine-offers = { $count ->
    [one] 1 offer
   *[other] { $count } offers
}
page-mine-offers-for = Offers for { $name }
page-column-name = Item
page-column-realm = Realm
page-column-price = Price
page-column-age = Age
page-column-bump = Bump
page-column-offers = Offers

## Pages: watches

page-watch-watch = Watch
page-watch-watching = Watching
page-watch-form = Watch for listings
page-watch-ceiling = Tell me at or below
page-watch-placeholder = 0.5, 2 gul …
page-watch-help = Runs until you stop it, also after a restart.
page-watch-all = All watches
page-watch-start = Start
page-watch-change = Change
page-watch-stop = Stop watching
page-watch-open = Open
page-watch-title = Watches
page-watch-count = { NUMBER($count) } of { NUMBER($most) } on this market
page-watch-polite = The market tells of new listings, and one watch is checked every minute.
page-watch-empty = Nothing is watched for
page-watch-empty-text = Check an item in the game and choose Watch: a toast tells when one is listed at or below your price.
page-watch-any-price = any price
page-watch-ceiling-of = Highest price of { $name }
page-watch-pause = Pause
page-watch-go-on = Go on
page-watch-pause-of = Pause: { $name }
page-watch-go-on-of = Go on: { $name }
page-watch-stop-short = Stop
page-watch-stop-of = Stop: { $name }
page-watch-really-stop = Stop watching?
page-watch-yes = Yes, stop

## Pages: settings

page-settings-title = Settings
page-settings-practice = Practice: this market is on your own machine.
page-settings-waiting = Reading the settings …
page-settings-navigation = Sections
page-settings-search = Search the settings
page-settings-clear-search = End the search
page-settings-found = What was found
page-settings-nothing-found = Nothing fits “{ $query }”
page-settings-nothing-found-text = Every word has to occur in the name of a setting or in what stands below it. Esc ends the search.
page-settings-undo = { $steps ->
    [one] Undo
   *[other] Undo ({ $steps })
}
page-settings-undo-key = Ctrl+Z
page-settings-and-others = { $count ->
    [one] and one more
   *[other] and { $count } more
}
page-settings-saved-at-once = Changes are saved at once.
page-settings-reset = { $label }: back to { $usual }
page-settings-hotkeys-help = Choose one, then press the keys you want. They work while the game has the focus.
page-settings-record = { $label }: { $chord }. Press to change
page-settings-press-keys = Press keys …
page-settings-unset = none
page-settings-cancel-recording = Esc keeps the old one
page-settings-market-help = Which listings are searched, and as whom.
page-settings-ladder = Ladder
page-settings-non-ladder = Non-ladder
page-settings-softcore = Softcore
page-settings-hardcore = Hardcore
page-settings-usual-account = the usual one
page-settings-signed-out = Not logged in. Prices can be checked; some searches need a login.
page-settings-pending = The login window is open. Go on there.
page-settings-show-login = Show it
page-settings-log-in = Log in
page-settings-log-in-again = Log in again
page-settings-log-out = Log out
page-settings-market = Market
page-settings-place-left = Left corner
page-settings-place-beside = Beside the item
page-settings-place-right = Right corner
page-settings-paste-open = Check text …
page-settings-language-system = As the system
page-settings-welcome = Welcome
page-settings-quit = Quit Haggle
page-settings-open-folder = Open
page-settings-check-now = Check now
page-settings-open-release = Open its page

## Pages: the sections of the settings

page-section-hotkeys = Hotkeys
page-section-market = Realm & account
page-section-panel = Panel
page-section-game = Game
page-section-program = General
page-section-privacy = Privacy
page-section-import = Import
page-section-doctor = Doctor

## Pages: each setting, what stands below it, and what else it is searched by

page-setting-hotkeys-words = shortcut keyboard
page-setting-ladder = Season
page-setting-ladder-words = non-ladder
page-setting-hardcore = Mode
page-setting-hardcore-words = softcore hardcore
page-setting-account = Account
page-setting-account-words = login log in out market token
page-setting-game-account = Game account
page-setting-game-account-help = The stash of this one is looked through first.
page-setting-game-account-words = name mule
page-setting-place = Place
page-setting-place-help = Where the panel of an item comes up over the game.
page-setting-place-words = position corner left right beside window
page-setting-scale = Size
page-setting-scale-help = Larger letters need more room.
page-setting-scale-words = scale zoom font
page-setting-game-title = Window title
page-setting-game-title-help = Hotkeys work in the window that has exactly this title.
page-setting-game-title-words = name
page-setting-restore-clipboard = Put the clipboard back
page-setting-restore-clipboard-help = What you had copied before a check is there again afterwards.
page-setting-restore-clipboard-words = restore paste copy
page-setting-copy-limit = Wait for the copy
page-setting-copy-limit-help = How long the game may take to copy the hovered item. Longer helps on a slow computer.
page-setting-copy-limit-words = limit time milliseconds clipboard
page-setting-watch-copies = Check whatever item I copy
page-setting-watch-copies-help = Ctrl+C over an item in the game, or an item’s text copied anywhere: for desktops where hotkeys do not work, and for whoever likes it so.
page-setting-watch-copies-words = by hand wayland without
page-setting-check-text = Check an item from its text
page-setting-check-text-help = Copied from the market’s site, a chat or a post; no game is needed.
page-setting-check-text-words = paste clipboard
page-setting-language = Language
page-setting-language-words = english deutsch german sprache
page-setting-windows = Windows
page-setting-windows-words = tray menu my listings watches check text practice welcome quit exit end
page-setting-autostart = Start with the system
page-setting-autostart-help = Haggle is started when you log in to this computer. It shows nothing until you press a hotkey in the game.
page-setting-autostart-words = autostart boot login startup background
page-setting-sent = What is sent where
page-setting-sent-words = network data telemetry internet
page-setting-economy = Ask pd2.tools, too
page-setting-economy-help = Used for runes, gems and the like where the market has too few listings. pd2.tools is a project of its own, not Haggle’s: its terms stand on pd2.tools. Nothing of yours is sent there, and while Haggle runs it is asked at most every six hours.
page-setting-economy-words = prices currency economy
page-setting-update-notice = Tell me of a newer version
page-setting-update-notice-help = Asks { $host } at most once a day whether there is one, and says so once. The question says nothing of you or your computer.
page-setting-update-notice-words = update upgrade release check now
page-setting-log-level = Log
page-setting-log-level-help = How much is written to haggle.log. No token and no clipboard text is ever written there.
page-setting-log-level-words = level debug details
page-setting-folder = Settings and log are kept in
page-setting-folder-words = folder file path directory
page-setting-import = Settings of PD2 Trader
page-setting-import-words = copy hotkeys realm account migrate settings.json
page-setting-doctor = Is everything in order?
page-setting-doctor-words = check diagnose problem help display compositor hotkeys window clipboard market login tray
page-setting-report = For whoever helps you
page-setting-report-help = Version, system, settings, the findings above and the end of the log. No token, no account name, no clipboard text. You see it before you copy it.
page-setting-report-words = diagnostics report bug support

## Pages: what is sent where

page-sent-market = Your searches. After a login its token too, and what you list.
page-sent-login = The site’s login page
page-sent-login-what = Opens in a window of its own when you log in. Haggle does not see the password.
page-sent-economy = A question for prices, at most every six hours while Haggle runs. Nothing of yours.
page-sent-update = A question for the newest version, at most once a day. Nothing of yours.
page-sent-off = Switched off: nothing is asked.
page-sent-stays = Nothing else leaves this computer: no clipboard, no log, no statistics.

## Pages: how much is logged

page-level-error = Errors
page-level-warn = Warnings
page-level-info = The usual
page-level-debug = Details
page-level-trace = Everything

## Pages: taking over the settings of PD2 Trader

page-import-help = Hotkeys, realm, game account and window title. Its login is never read. Nothing changes before you say so.
page-import-find = Look for it
page-import-or = or
page-import-given = Path or text of its settings.json
page-import-read = Read
page-import-reading = Reading …
page-import-from = From { $source }
page-import-from-text = From the text that you gave
page-import-nothing = Everything that could be taken over is so already.
page-import-left-out = Left out
page-import-take = { $count ->
    [one] Take it over
   *[other] Take these { $count } over
}
page-import-drop = Leave it
page-import-taken = { $count ->
    [one] One setting was taken over. Undo takes it back.
   *[other] { $count } settings were taken over. Undo takes them back.
}

## Pages: the doctor

page-doctor-help = Looks at each link of the chain from the hotkey to the market.
page-doctor-not-examined = Not looked at yet.
page-doctor-examine = Look now
page-doctor-examine-again = Look again
page-doctor-examining = Looking … { NUMBER($seen) } of { NUMBER($all) }
page-doctor-all-well = All is well.
page-doctor-broken = { $count ->
    [one] One link needs a hand.
   *[other] { $count } links need a hand.
}
page-doctor-make-report = Show it
page-doctor-remake-report = Make it anew
page-doctor-close-report = Close
page-doctor-copy = Copy
page-doctor-copy-again = Copy again
page-doctor-copied = Copied.
page-doctor-not-copied = It was not copied. { $reason } Select the text and press Ctrl+C.
page-link-settings = Settings
page-link-display = Display
page-link-compositor = Compositor
page-link-hotkeys = Hotkeys
page-link-game-window = Game window
page-link-clipboard = Clipboard
page-link-market = Market
page-link-login = Login
page-link-tray = Tray icon
page-verdict-waiting = waits
page-verdict-good = works
page-verdict-limited = works, could be better
page-verdict-bad = does not work
page-fix-log-in = Log in
page-fix-show-hotkeys = Hotkeys
page-fix-show-game = Window title
page-fix-open-folder = Open folder

## Pages: the practice game

page-practice-title = Practice
page-practice-hover-hint = Hover an item and press
page-practice-inventory = Practice inventory
page-practice-intro = This is not the game: a small inventory and a market of its own, to learn Haggle in a minute.
page-practice-check = Check a price
page-practice-check-text = Rest the mouse on an item, or choose one with the arrow keys, and press these keys.
page-practice-filter = Change the search
page-practice-filter-text = Click into the panel, or press { $keys } twice. Tick a property or change a number, then press Enter.
page-practice-pin = Keep it open
page-practice-pin-text = With these keys, or the pin, the panel stays when the mouse goes on.
page-practice-list = List an item
page-practice-list-text = Log in with any name here. Enter lists it; for ten seconds it can be undone.
page-practice-done = done
page-practice-finished = That is all of it.
page-practice-finished-text = In the game it is just the same. Close this window when you have seen enough.
page-practice-escape = closes the panel at any time.
page-practice-failed = The inventory could not be read. Close this window and start the practice again.

## Pages: checking a pasted text

pasted-nothing-title = Nothing is copied
pasted-nothing-text = Copy an item’s text first: in the game with Ctrl+C over it, or on a page or in a chat.
pasted-no-text-title = That is a picture or a file, not text
pasted-no-text-text = Copy the item’s text. What stands on a picture can be typed in: the name, the type, then a property a line.
pasted-silent-title = The clipboard does not answer
pasted-silent-text = The program that was copied from is busy or hangs. Copy again, or from another program.
pasted-no-item-title = Haggle finds no item in this text
pasted-no-item-text = It reads what the game copies with Ctrl+C, and the lines of a tooltip: first the name, then the type such as “Unique Ring”, then a property a line. Take away what stands before the name.
pasted-broken-title = A part of this item’s text is missing
pasted-broken-text = It breaks at line { NUMBER($line) }, column { NUMBER($column) }. Copy the item once more, the whole of it.
pasted-other-title = These are data of another program
pasted-other-text = They are no item of the game. Copy an item with Ctrl+C in the game, or the lines of its tooltip.
pasted-too-large-title = That is far more text than an item has
pasted-too-large-text = It is { NUMBER($kilobytes) } KB. Copy one item’s text alone.
page-pasted-title = Check text
page-pasted-label = An item’s text
page-pasted-placeholder =
    Raven Frost
    Unique Ring
    +20 to Dexterity
    …
page-pasted-help = Ctrl+V pastes and checks.
page-pasted-paste = Paste
page-pasted-check = Check
page-pasted-check-keys = Ctrl Enter
page-pasted-where = From the game: Ctrl+C over an item. From the market’s site, a chat or a post: the lines of the item’s tooltip, beginning with its name.

## Pages: the welcome

page-welcome-title = Welcome to Haggle
page-welcome-sentence = Press a hotkey over an item in Project Diablo 2 and see, over the game, what it sells for; press another, and it is listed.
page-welcome-practice = Try it now
page-welcome-practice-text = A small inventory and a market on your own computer: no game, no account, one minute.
page-welcome-start-practice = Start practice
page-welcome-check-text = Check text …
page-welcome-hotkeys = Hotkeys
page-welcome-hotkeys-help = They work while the game has the focus.
page-welcome-change = Change the hotkeys …
page-welcome-login = Login
page-welcome-login-text = Many prices can be seen without. For the rest, and to list, log in on the site’s own page; Haggle never sees your password.
page-welcome-logged-in = Logged in as { $name }
page-welcome-tray = Haggle stays in the background: its icon in the tray opens the settings, and this window again.
page-welcome-no-tray = Haggle stays in the background, and your desktop shows no tray icons: start it a second time, or press { $keys } in the game, to open the settings. From there this window opens, too.
page-welcome-not-now = Not now
page-welcome-done = Done
