import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** What a test waits for comes within a moment, and later where the machine does something else: a second was too short. */
const poll = { timeout: 10_000 }

export default defineConfig({
  test: {
    // Of two processors the tool leaves one idle by itself.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'src-shared/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 30_000,
          expect: { poll }
        }
      },
      {
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['src-renderer/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          expect: { poll }
        }
      }
    ]
  }
})
