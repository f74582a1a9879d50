// Serves the built pages under the program's own content policy, with a stand-in for the program that answers
// from the fixtures: what is looked at here is the very code that ships.
//
// `?fixture=NAME&scale=S` chooses the view; `&judge` and `&pace` let the judges or the stop watch at it.
// Besides them stands the darkroom, a page that compares pictures: no policy, no stand-in.
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer as createVite } from 'vite';
import { KEPT } from './kept.mjs';
import { pageMessages } from './texts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.webp': 'image/webp',
};

/** What is put into a page besides the stand-in, by the word in its address. */
const EXTRAS = { judge: ['axe', 'room', 'keys', 'contrast'], pace: ['pace'] };

const files = {
  ...Object.fromEntries(
    ['stand-in.js', 'room.js', 'keys.js', 'contrast.js', 'pace.js', 'darkroom.html', 'darkroom.js'].map((name) => [
      `/stage/${name}`,
      join(root, 'scripts/browser', name),
    ]),
  ),
  '/stage/axe.js': join(root, 'node_modules/axe-core/axe.min.js'),
  '/stage/pixelmatch.js': join(root, 'node_modules/pixelmatch/index.js'),
};

/** The policy that the program sets, read from its own configuration. */
async function policy() {
  const text = await readFile(join(root, '../src-tauri/tauri.conf.json'), 'utf8');
  return JSON.parse(text).app.security.csp;
}

/** The fixtures, compiled by Vite. */
async function fixtures() {
  const vite = await createVite({ root, server: { middlewareMode: true, hmr: false, ws: false }, logLevel: 'error' });
  const { views } = await vite.ssrLoadModule('/tests/fixtures/views.ts');
  const { settingsViews } = await vite.ssrLoadModule('/tests/fixtures/settings.ts');
  const { mineViews } = await vite.ssrLoadModule('/tests/fixtures/mine.ts');
  const { germanPanel, germanMine, germanPasted, germanSettings, germanWatches, germanWelcome } =
    await vite.ssrLoadModule('/tests/fixtures/german.ts');
  const { watchesViews } = await vite.ssrLoadModule('/tests/fixtures/watch.ts');
  const { pastedViews } = await vite.ssrLoadModule('/tests/fixtures/pasted.ts');
  const { welcomeViews } = await vite.ssrLoadModule('/tests/fixtures/welcome.ts');
  const { inventory } = await vite.ssrLoadModule('/tests/fixtures/practice.ts');
  const { lessons } = await vite.ssrLoadModule('/tests/fixtures/lesson.ts');
  await vite.close();
  const start = 'page-section-';
  const sections = pageMessages('en').filter(({ id }) => id.startsWith(start));
  const settingsSections = sections.map(({ id }) => id.slice(start.length));
  const german = (all) => Object.fromEntries(Object.entries(all).map(([name, view]) => [`de-${name}`, view]));
  return {
    views: { ...views, ...german(germanPanel) },
    settingsViews: { ...settingsViews, ...german(germanSettings) },
    settingsSections,
    mineViews: { ...mineViews, ...german(germanMine) },
    watchesViews: { ...watchesViews, ...german(germanWatches) },
    pastedViews: { ...pastedViews, ...german(germanPasted) },
    welcomeViews: { ...welcomeViews, ...german(germanWelcome) },
    inventory,
    lessons,
  };
}

/** The file at an address; the pages' own are those under `dist/`. */
function fileAt(pathname) {
  const path = normalize(decodeURIComponent(pathname));
  if (path.startsWith('/kept/')) return join(KEPT, path.slice('/kept/'.length));
  return files[path] ?? join(root, 'dist', path);
}

/** A page with the stand-in, and with what its address asks for. */
function staged(html, query) {
  const extra = Object.entries(EXTRAS).flatMap(([name, scripts]) => (query.has(name) ? scripts : []));
  const scripts = ['fixtures', 'stand-in', ...extra].map((name) => `<script src="/stage/${name}.js"></script>`).join('');
  return html.replace('<head>', `<head>${scripts}`);
}

/** Starts the stage; gives its address, the fixtures, and the way to end it. */
export async function openStage() {
  const csp = await policy();
  const all = await fixtures();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://stage');
    if (pathname === '/stage/fixtures.js') {
      response.writeHead(200, { 'content-type': types['.js'] });
      return response.end(`window.fixtures = ${JSON.stringify(all)};`);
    }
    const path = fileAt(pathname);
    if (!existsSync(path)) {
      response.writeHead(404);
      return response.end();
    }
    const type = types[extname(path)] ?? 'application/octet-stream';
    const page = type === 'text/html' && pathname !== '/stage/darkroom.html';
    response.writeHead(200, { 'content-type': type, ...(page && { 'content-security-policy': csp }) });
    if (!page) return createReadStream(path).pipe(response);
    return response.end(staged(await readFile(path, 'utf8'), searchParams));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    ...all,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
