#!/usr/bin/env node
import { runCommandLine } from './cli/run.ts'

/** `chancery …`: one command, one exit code. The first Ctrl-C stops in good order, the second at once. */
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  })
}
// A reader that went away (`chancery … | head`) is no error worth a stack.
process.stdout.on('error', () => process.exit(0))

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text)
  },
  stop.signal
)
