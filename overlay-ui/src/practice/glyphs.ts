// Own drawings of the kinds of item: `body` is filled faintly and outlined, `detail` is lines alone.

export interface Drawing {
  /** Width and height of the field that the paths are drawn on. */
  size: [number, number];
  body: string;
  detail?: string;
}

const unknown: Drawing = {
  size: [48, 48],
  body: 'M24 8l14 8v16l-14 8-14-8V16z',
  detail: 'M10 16l14 8 14-8M24 24v16',
};

const drawings: Record<string, Drawing> = {
  ring: {
    size: [48, 48],
    body: 'M24 16a13 13 0 1 0 .01 0zM24 20.5a8.5 8.5 0 1 1-.01 0zM24 5l6 5-6 7-6-7z',
    detail: 'M18 10h12',
  },
  amulet: {
    size: [48, 48],
    body: 'M24 24l8 8-8 11-8-11z',
    detail: 'M9 6c1 11 7 16 15 18M39 6c-1 11-7 16-15 18M16 32h16M24 24v8',
  },
  charm: {
    size: [44, 76],
    body: 'M22 12l13 11v32L22 70 9 55V23z',
    detail: 'M22 5a3.5 3.5 0 1 0 .01 0M22 28l6 9-6 12-6-12zM9 23l13 5 13-5',
  },
  jewel: {
    size: [48, 48],
    body: 'M16 9h16l8 10-16 21L8 19z',
    detail: 'M8 19h32M16 9l3 10 5 21 5-21 3-10M19 19l5-10 5 10',
  },
  gem: {
    size: [48, 48],
    body: 'M24 6l14 9v18l-14 9-14-9V15z',
    detail: 'M24 14l7 4.5v11L24 34l-7-4.5v-11zM24 6v8M38 15l-7 3.5M38 33l-7-3.5M24 42v-8M10 33l7-3.5M10 15l7 3.5',
  },
  skull: {
    size: [48, 48],
    body: 'M24 6c10 0 16 7 16 15 0 6-3 9-6 11v8H14v-8c-3-2-6-5-6-11C8 13 14 6 24 6z',
    detail: 'M17 19a4 4 0 1 0 .01 0M31 19a4 4 0 1 0 .01 0M24 28l-2 4h4zM20 40v-4M24 40v-4M28 40v-4',
  },
  rune: {
    size: [48, 48],
    body: 'M14 7l20-1 8 12-3 20-14 5-17-6-3-18z',
    detail: 'M20 14v21M20 17l11 6-11 6',
  },
  key: {
    size: [48, 48],
    body: 'M24 5a8.5 8.5 0 1 0 .01 0zM24 9.5a4 4 0 1 1-.01 0zM22.5 22h3v11h7v3h-7v4h5v3h-8z',
    detail: 'M20 22h8',
  },
  map: {
    size: [48, 48],
    body: 'M8 12l10-4 12 4 10-4v28l-10 4-12-4-10 4z',
    detail: 'M18 8v28M30 12v28M12 30l4-6 5 3 6-9 8 3',
  },
  scroll: {
    size: [48, 48],
    body: 'M13 8h24v26a6 6 0 0 1-6 6H9a5 5 0 0 0 4-5z',
    detail: 'M18 16h13M18 22h13M18 28h9',
  },
  potion: {
    size: [48, 48],
    body: 'M20 6h8v10l9 15c3 6 0 11-6 11H17c-6 0-9-5-6-11l9-15z',
    detail: 'M18 10h12M14 29h20',
  },
  shard: {
    size: [48, 48],
    body: 'M21 5l13 14-4 20-8 5-8-12z',
    detail: 'M21 5l3 18-10 9M24 23l10-4M24 23l-2 21',
  },
  helm: {
    size: [96, 96],
    body: 'M48 12c24 0 34 16 34 38v26l-20 10V58H34v28L14 76V50c0-22 10-38 34-38z',
    detail: 'M48 12v46M14 50h68M42 58v18M54 58v18',
  },
  armor: {
    size: [96, 144],
    body: 'M34 16c6 6 22 6 28 0l8 4c10 2 16 10 18 22l-14 8-4-8v30l6 44c-14 8-42 8-56 0l6-44V42l-4 8-14-8c2-12 8-20 18-22z',
    detail: 'M48 21v39M26 76c12 6 32 6 44 0M30 44c4 11 12 16 18 16s14-5 18-16M24 94c14 6 34 6 48 0',
  },
  shield: {
    size: [96, 144],
    body: 'M14 24c12 0 24-4 34-12 10 8 22 12 34 12v44c0 30-14 50-34 62-20-12-34-32-34-62z',
    detail: 'M48 12v118M14 64h68M48 46l12 18-12 18-12-18z',
  },
  gloves: {
    size: [96, 96],
    body: 'M26 88V56L16 42c-4-6 4-11 9-6l7 8V16c0-6 9-6 9 0v20l2-26c0-6 9-6 9 0v26l4-22c1-6 10-5 9 1l-3 25 5-10c3-5 10-2 8 4L66 62v26z',
    detail: 'M26 72h40M26 78h40',
  },
  boots: {
    size: [96, 96],
    body: 'M34 12h30v44c0 6 18 8 22 18v12H30z',
    detail: 'M33 26h31M32 40h32M30 74h56',
  },
  belt: {
    size: [96, 48],
    body: 'M6 14h84v20H6zM34 8h28v32H34z',
    detail: 'M40 14h16v20H40zM48 24h16M12 24h12M76 24h6',
  },
  sword: {
    size: [48, 144],
    body: 'M24 8l7 12v74H17V20zM8 94h32v8H8zM20 102h8v26h-8zM24 126a6 6 0 1 0 .01 0',
    detail: 'M24 20v70',
  },
  dagger: {
    size: [48, 96],
    body: 'M24 6l6 12v40H18V18zM10 58h28v6H10zM20 64h8v20h-8zM24 83a5 5 0 1 0 .01 0',
    detail: 'M24 18v38',
  },
  claw: {
    size: [48, 144],
    body: 'M10 12c8 22 8 46 5 76h-6c-4-28-4-52 1-76zM24 8c5 24 5 50 3 80h-6c-2-30-2-56 3-80zM38 12c5 24 5 48 1 76h-6c-3-30-3-54 5-76zM8 88h32v14H8z',
    detail: 'M16 102v30M32 102v30M16 118h16',
  },
  axe: {
    size: [96, 144],
    body: 'M44 10h8v124h-8zM52 18c16-10 28-4 32 6-8 8-8 30 0 38-6 10-18 14-32 4zM44 24L24 14c4 18 4 30 0 46l20-10z',
    detail: 'M62 20c-4 14-4 30 0 44M44 112h8M44 120h8',
  },
  mace: {
    size: [48, 144],
    body: 'M24 10l12 8v22l-12 8-12-8V18zM20 48h8v84h-8z',
    detail: 'M12 18l12 6 12-6M24 24v24M20 108h8M20 116h8',
  },
  staff: {
    size: [48, 192],
    body: 'M21 52h6v132h-6zM24 10c12 6 16 16 10 28l-7 14h-6l-7-14c-6-12-2-22 10-28zM24 22a7 7 0 1 1-.01 0',
    detail: 'M18 66h12M18 72h12M18 160h12',
  },
  polearm: {
    size: [96, 192],
    body: 'M45 40h6v146h-6zM48 6l8 34h-16zM51 30c18-4 28 4 30 18-8 2-18 4-30 18zM45 34L28 42v14l17-6z',
    detail: 'M42 78h12M42 84h12M42 160h12',
  },
  javelin: {
    size: [48, 144],
    body: 'M24 6l8 26-8 8-8-8zM22 40h4v96h-4z',
    detail: 'M18 52h12M18 96h12M18 102h12',
  },
  bow: {
    size: [96, 192],
    body: 'M30 10c34 14 46 42 44 66h4v40h-4c2 24-10 52-44 66l-2-6c24-16 34-38 34-60V76c0-22-10-44-34-60z',
    detail: 'M30 12v168M66 80h12M66 112h12M66 96h12',
  },
  orb: {
    size: [48, 144],
    body: 'M24 16a19 19 0 1 0 .01 0zM16 54h16v14l-4 6v54l-4 8-4-8V74l-4-6z',
    detail: 'M24 22a13 13 0 0 0-13 13M16 62h16',
  },
  torch: {
    size: [48, 96],
    body: 'M24 6c10 12 14 18 10 28-2 6-6 8-10 8s-8-2-10-8c-4-10 0-16 10-28zM16 42h16l-3 12-2 36h-6l-2-36z',
    detail: 'M24 20c5 7 6 12 0 18-6-6-5-11 0-18M17 48h14',
  },
};

/** The drawing of a kind; a plain parcel for kinds that have none. */
export function drawing(kind: string): Drawing {
  return drawings[kind] ?? unknown;
}

/** Every kind that has a drawing, for the tests. */
export const kinds = Object.keys(drawings);
