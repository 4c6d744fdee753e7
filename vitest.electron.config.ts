import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * Codecs, keys and decisions once more inside Electron, whose BoringSSL lacks algorithms that Node's OpenSSL has.
 * Started by `npm test` with an Electron binary as Node (ELECTRON_RUN_AS_NODE=1); the setup file refuses any other.
 */
export default defineConfig({
  test: {
    name: 'electron',
    environment: 'node',
    pool: 'forks',
    // Of two processors the tool leaves one idle by itself.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ['src-main/pki/**/*.test.ts', 'src-main/keys/**/*.test.ts', 'src-main/ca/**/*.test.ts'],
    setupFiles: ['scripts/test/inside-electron.mjs'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000
  }
})
