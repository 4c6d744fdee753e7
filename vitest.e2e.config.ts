import { defineConfig } from 'vitest/config'

/** Real programs against the built app: the command line, protocol clients. One file at a time, each on its own ports. */
export default defineConfig({
  test: {
    name: 'e2e',
    environment: 'node',
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000
  }
})
