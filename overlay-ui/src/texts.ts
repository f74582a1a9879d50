// The pages' own words. Everything else that is shown comes from the program, ready to show.
import type { Quality } from './bindings/Quality';
import type { Remedy } from './bindings/Remedy';

export const remedies: Record<Remedy, string> = {
  logIn: 'Log in',
  retry: 'Try again',
  openSettings: 'Settings',
};

export const panel = {
  title: 'Haggle',
  label: 'Price check',
  pin: 'Keep open',
  unpin: 'Let go',
  close: 'Close',
  dismiss: 'Dismiss',
  filters: 'Properties',
  least: 'least',
  most: 'most',
  min: 'min',
  max: 'max',
  uncertain: 'More than one market property fits: all are asked for.',
  search: 'Search',
  searchKey: 'Enter',
  listings: 'Listings',
  waiting: 'Asking the market …',
  noPrices: 'No price to compare',
  noPricesText: 'No seller named a price that can be put into HR.',
  currency: 'HR',
  chart: (asks: number, low: number, median: number, high: number) =>
    `${asks} asks: half of them from ${low} to ${high} HR, the middle one ${median} HR`,
  inGame: 'in the game now',
  away: 'not in the game',
  fresh: 'came in just now',
  better: 'better by',
  worse: 'worse by',
  open: 'Open on the market’s page',
  roll: (percent: number, min: number, max: number) => `${percent}% of what it can roll (${min} to ${max})`,
};

export const settings = {
  title: 'Settings',
  practice: 'Practice: this market is on your own machine.',
  hotkeys: 'Hotkeys',
  hotkeysHelp: 'Choose one, then press the keys you want. They work while the game has the focus.',
  record: (label: string, chord: string) => `${label}: ${chord}. Press to change`,
  pressKeys: 'Press keys …',
  unset: 'none',
  cancelRecording: 'Esc keeps the old one',
  realm: 'Realm',
  realmHelp: 'Which listings are searched.',
  season: 'Season',
  ladder: 'Ladder',
  nonLadder: 'Non-ladder',
  mode: 'Mode',
  softcore: 'Softcore',
  hardcore: 'Hardcore',
  account: 'Account',
  signedOut: 'Not logged in. Prices can be checked; some searches need a login.',
  pending: 'The login window is open. Go on there.',
  logIn: 'Log in',
  logInAgain: 'Log in again',
  logOut: 'Log out',
  market: 'Market',
  game: 'Game',
  gameTitle: 'Window title',
  gameTitleHelp: 'Hotkeys work in the window that has exactly this title.',
  clipboard: 'Put the clipboard back after a check',
  clipboardHelp: 'What you had copied before is there again afterwards.',
  panel: 'Panel',
  scale: 'Size',
  folder: 'Settings and log are kept in',
  waiting: 'Reading the settings …',
};

export const practice = {
  title: 'Practice',
  hoverHint: 'Hover an item and press',
  inventory: 'Practice inventory',
  intro: 'This is not the game: a small inventory and a market of its own, to learn Haggle in a minute.',
  steps: [
    {
      title: 'Check a price',
      keys: ['Ctrl', 'D'],
      text: 'Rest the mouse on an item and press the keys. Its price and its listings appear beside it.',
    },
    {
      title: 'Keep it open, change the search',
      keys: ['Ctrl', 'Alt', 'D'],
      text: 'With Alt the panel stays when you click in the game. Tick properties, change the numbers by typing or with the wheel, press Enter.',
    },
    {
      title: 'Back to the game',
      keys: ['Esc'],
      text: 'Esc or the cross closes the panel. Without Alt, a click in the game does so too.',
    },
  ],
  arrows: 'The arrow keys choose an item too.',
  failed: 'The inventory could not be read. Close this window and start the practice again.',
};

export const qualities: Record<Quality, string> = {
  normal: 'Normal',
  socketed: 'Socketed or ethereal',
  magic: 'Magic',
  rare: 'Rare',
  set: 'Set',
  unique: 'Unique',
  crafted: 'Crafted',
  runeword: 'Runeword',
};
