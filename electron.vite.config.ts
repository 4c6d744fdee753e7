import { existsSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { threadFileAddresses, threadFileInputs } from './scripts/thread-files.ts'

/** The entries that exist, built as out/main/<name>.js, and the worker threads and child processes beside them. */
const entries = ['electron', 'cli', 'headless']
  .map((name) => [name, `src-main/entry/${name}.ts`] as const)
  .filter(([, file]) => existsSync(file))

export default defineConfig({
  main: {
    plugins: [threadFileAddresses()],
    build: {
      outDir: 'out/main',
      target: 'node24.15',
      minify: false,
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        input: { ...Object.fromEntries(entries), ...threadFileInputs('src-main') },
        external: ['electron', /^node:/],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunk-[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]'
        }
      }
    }
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node24.15',
      minify: false,
      // A sandboxed preload can load nothing but `electron`, and only as CommonJS: everything goes into one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'src-main/entry/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }
      }
    }
  },
  renderer: {
    root: 'src-renderer',
    // Routes have depth, so files are named from the top.
    base: '/',
    plugins: [react()],
    html: { cspNonce: 'CHANCERY-CSP-NONCE' },
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      target: 'chrome142',
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: 'src-renderer/index.html' }
    }
  }
})
