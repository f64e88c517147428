import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Whatever only this module imports lies in its part, which the CDN keeps from everybody but staff. */
const staffScreens = '/views/staff-screens.ts';

/** What is the same for the built site and for the development server; `infra` and `local` add the rest. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // Values come as arguments; what happens to lie in the environment must not change what is built.
  envDir: false,
  build: {
    // The content security policy forbids `data:` but for images, and inline scripts altogether.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One sheet with one name, so that the server-rendered site can link it too.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ facadeModuleId }) =>
          `assets/${facadeModuleId?.endsWith(staffScreens) ? 'staff/' : ''}[name]-[hash].js`,
      },
    },
    emptyOutDir: true,
    reportCompressedSize: false,
  },
});
