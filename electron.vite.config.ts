import { existsSync, globSync } from 'node:fs'
import { basename } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/**
 * Worker threads and child processes are files of their own: `x.worker.ts` and `x.process.ts`, started with
 * `new URL('./x.worker.ts', import.meta.url)`. From source Node strips the types; in the bundle every entry and
 * every chunk lies flat in out/main, so the same address with `.js` finds the built file.
 */
const ownThreadFiles = globSync('src-main/**/*.{worker,process}.ts')

function threadFileAddresses(): Plugin {
  const address =
    /new URL\(\s*(['"])(?:\.{1,2}\/)+(?:[\w-]+\/)*([\w-]+\.(?:worker|process))\.ts\1\s*,\s*import\.meta\.url\s*\)/g
  return {
    name: 'chancery-thread-file-addresses',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/src-main/') || !code.includes('import.meta.url')) return undefined
      const changed = code.replace(
        address,
        (_match, _quote, name: string) => `new URL('./${name}.js', import.meta.url)`
      )
      return changed === code ? undefined : { code: changed, map: null }
    }
  }
}

const entries = ['electron', 'cli', 'headless']
  .map((name) => [name, `src-main/entry/${name}.ts`] as const)
  .filter(([, file]) => existsSync(file))
const threads = ownThreadFiles.map((file) => [basename(file, '.ts'), file] as const)
const names = [...entries, ...threads].map(([name]) => name)
const doubled = names.find((name, index) => names.indexOf(name) !== index)
if (doubled !== undefined) throw new Error(`two files would be built as out/main/${doubled}.js; rename one`)

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
        input: Object.fromEntries([...entries, ...threads]),
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
