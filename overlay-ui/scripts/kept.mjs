// The kept pictures: how each state looked when somebody last looked at it and found it good.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const KEPT = fileURLToPath(new URL('../tests/pictures', import.meta.url));

/** The names of all kept pictures. */
export async function keptNames() {
  await mkdir(KEPT, { recursive: true });
  return (await readdir(KEPT)).map((file) => file.replace(/\.webp$/, ''));
}

export function keep(name, webp) {
  return writeFile(join(KEPT, `${name}.webp`), webp);
}

export function drop(name) {
  return rm(join(KEPT, `${name}.webp`));
}
