import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // A component's mark on its elements and styles: as short as keeps a hundred components apart.
    cssHash: ({ hash, filename }) => `h${hash(filename).slice(-4)}`,
  },
};
