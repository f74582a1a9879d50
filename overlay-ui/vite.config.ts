import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { texts } from './scripts/texts.mjs';

const page = (name: string) => new URL(`${name}.html`, import.meta.url).pathname;

export default defineConfig({
  base: './',
  // No page needs to tell its Svelte's version.
  plugins: [svelte({ compilerOptions: { discloseVersion: false } }), texts()],
  // In tests Svelte must be its browser build, or nothing can be mounted.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    target: 'es2022',
    // `font-src 'self'` forbids data: fonts, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } }, input: [page('index'), page('settings'), page('listings'), page('watches'), page('pasted'), page('welcome'), page('practice')] },
  },
  test: { environment: 'jsdom', setupFiles: ['tests/setup.ts'], include: ['tests/**/*.test.ts'] },
});
