// Every state of every page that is looked at: its address on the stage, the size of its window, and how the system
// wants it drawn.

/** The sizes of the panel that the settings offer, from end to end. */
export const SCALES = [0.8, 1, 1.6];

const PANEL = [460, 940];
/** The ordinary windows: as they open, and as small as they can be made. */
const SETTINGS = [640, 760];
const SETTINGS_SMALL = [480, 480];
const MINE = [980, 720];
const MINE_SMALL = [640, 480];
const WATCHES = [800, 640];
const WATCHES_SMALL = [640, 360];
const PASTED = [500, 860];
const PASTED_SMALL = [460, 480];
const WELCOME = [560, 780];
const WELCOME_SMALL = [480, 480];
const PRACTICE = [960, 640];
/** The sections of the settings that a fixture is about; `true`: all of them. */
const SECTIONS = { plain: true, in: true, trouble: true, pending: ['doctor', 'import', 'privacy'], failed: ['market'], taken: ['import'] };
/** What is typed into the settings' search. */
const SEARCHES = ['clipboard', 'teleport'];
/** What is pressed in the window of the player's listings, for a fixture that is about what it asks then. */
const PRESSED = {
  price: ['Choose Raven Frost', 'Choose Spirit', 'Change the price'],
  badPrice: ['Choose Raven Frost', 'Change the price', 'Change'],
  delist: ['Choose Raven Frost', 'Choose Spirit', 'Take back'],
  'de-bad-price': ['Harlequin Crest wählen', 'Preis ändern', 'Ändern'],
};
/** Those of its fixtures that have little room in a small window. */
const MINE_TIGHT = ['many', 'done', 'refreshing', ...Object.keys(PRESSED)];
/** A watch with a long name. */
const LONG = 'Ring of the Unpronounceable Hierophants of the Deepest Wintry North';
/** Where the mouse rests in the practice game. */
const HOVERS = { none: '', ring: '84,120', sword: '440,150', torch: '516,320', shield: '330,300' };

/**
 * The ordinary windows follow the system's scale, not the settings': a window as large has more pixels. These are looked at
 * in those scales as well; they are 1 else.
 */
const SYSTEM_SCALES = [1.5, 2];
const SCALED = [
  'settings-trouble-hotkeys',
  'settings-de-trouble-market',
  'settings-in-import',
  'settings-in-doctor-small',
  'pasted-long',
  'pasted-de-login',
  'pasted-refused',
  'welcome-taken',
  'welcome-de-trouble',
];

/** Looked at once more in few colours of the system's choice, as Windows' contrast themes do. */
const CONTRASTED = ['panel-changed@1', 'panel-sale-ready@1', 'panel-currency-read@1', 'panel-notices@1', 'settings-trouble-game', 'settings-trouble-hotkeys', 'mine-working'];

/** A picture behind the panel that makes it hard to read: bright and dark, in patches. */
const PATCHES = 'linear-gradient(120deg,#6b5a3a,#1c2a1c 40%,#101014 60%,#9c8c70)';

/** `section` is a place in the page; it is in the query too, or a tab would stay at the page that it shows. */
function state(name, page, query, size, section = '') {
  const given = Object.entries({ ...query, section }).filter(([, value]) => value !== '');
  return { name, path: `${page}.html?${new URLSearchParams(given)}`, hash: section && `#${section}`, size: size.map(Math.round), media: {}, pixels: 1 };
}

/** A page's states, one for each of its fixtures. */
function each(name, page, fixtures, size) {
  return Object.keys(fixtures).map((fixture) => state(`${name}-${fixture}`, page, { fixture }, size));
}

function panels({ views }, behind) {
  return SCALES.flatMap((scale) =>
    Object.keys(views)
      // Of qualities nothing but a colour differs.
      .filter((fixture) => scale === 1 || !fixture.startsWith('quality-'))
      .map((fixture) => state(`panel-${fixture}@${scale}`, 'index', { fixture, scale, behind }, PANEL.map((side) => side * scale))),
  );
}

function settings({ settingsViews, settingsSections }) {
  const shown = Object.keys(settingsViews).flatMap((fixture) => {
    const sections = SECTIONS[fixture] ?? true;
    return (sections === true ? settingsSections : sections).flatMap((section) => [
      state(`settings-${fixture}-${section}`, 'settings', { fixture }, SETTINGS, section),
      state(`settings-${fixture}-${section}-small`, 'settings', { fixture }, SETTINGS_SMALL, section),
    ]);
  });
  const searched = SEARCHES.map((type) => state(`settings-search-${type}`, 'settings', { fixture: 'in', type }, SETTINGS));
  return [...shown, ...searched];
}

function mine(fixtures, size, suffix = '') {
  const press = (fixture) => PRESSED[fixture]?.join('|') ?? '';
  return fixtures.map((fixture) => state(`mine-${fixture}${suffix}`, 'listings', { fixture, press: press(fixture) }, size));
}

function practice({ lessons }) {
  return [
    ...Object.entries(HOVERS).map(([name, hover]) => state(`practice-${name}`, 'practice', { hover }, PRACTICE)),
    state('practice-de-ring', 'practice', { hover: HOVERS.ring, language: 'de' }, PRACTICE),
    ...each('lesson', 'practice', lessons, PRACTICE),
  ];
}

/** All states; over white, or over patches as a game's picture has them. */
export function statesOf(stage, { patches = false } = {}) {
  const plain = [
    ...panels(stage, patches ? PATCHES : 'white'),
    ...settings(stage),
    ...mine(Object.keys(stage.mineViews), MINE),
    ...mine(MINE_TIGHT, MINE_SMALL, '-small'),
    ...each('watches', 'watches', stage.watchesViews, WATCHES),
    state('watches-small', 'watches', { fixture: 'some' }, WATCHES_SMALL),
    state('watches-stop', 'watches', { fixture: 'some', press: 'Stop: Raven Frost' }, WATCHES),
    state('watches-stop-small', 'watches', { fixture: 'some', press: `Stop: ${LONG}` }, WATCHES_SMALL),
    state('watches-login-small', 'watches', { fixture: 'login' }, WATCHES_SMALL),
    state('watches-de-many-small', 'watches', { fixture: 'de-many' }, WATCHES_SMALL),
    ...each('pasted', 'pasted', stage.pastedViews, PASTED),
    state('pasted-small', 'pasted', { fixture: 'checked' }, PASTED_SMALL),
    state('pasted-de-small', 'pasted', { fixture: 'de-login' }, PASTED_SMALL),
    ...each('welcome', 'welcome', stage.welcomeViews, WELCOME),
    state('welcome-small', 'welcome', { fixture: 'taken' }, WELCOME_SMALL),
    state('welcome-de-small', 'welcome', { fixture: 'de-trouble' }, WELCOME_SMALL),
    ...practice(stage),
  ];
  const contrasted = plain
    .filter(({ name }) => CONTRASTED.includes(name))
    .map((one) => ({ ...one, name: `${one.name}-contrast`, media: { forcedColors: 'active' } }));
  const scaled = SYSTEM_SCALES.flatMap((pixels) =>
    plain.filter(({ name }) => SCALED.includes(name)).map((one) => ({ ...one, name: `${one.name}@${pixels}`, pixels })),
  );
  return [...plain, ...contrasted, ...scaled];
}

/** Those whose names hold one of the words; all without any. */
export function chosen(states, words) {
  return words.length === 0 ? states : states.filter(({ name }) => words.some((word) => name.includes(word)));
}
