// Runs headless Chromium once for one page.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Loads a page with the given options of Chromium and gives what it prints. */
export async function chromium(url, options, { virtualTime = true } = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'haggle-pictures-'));
  try {
    const { stdout } = await run(
      process.env.CHROMIUM ?? 'chromium',
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--hide-scrollbars',
        `--user-data-dir=${profile}`,
        // The page's own clock runs ahead: what appears after a delay is there, without waiting for it.
        ...(virtualTime ? ['--virtual-time-budget=2000'] : []),
        ...options,
        url,
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout;
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
