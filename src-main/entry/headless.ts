import { runCommandLine } from './cli/run.ts'

/** The engine without a window, for service managers and for a machine without a display: `serve` with the same flags. */
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  })
}

process.exitCode = await runCommandLine(
  ['serve', ...process.argv.slice(2)],
  {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text)
  },
  stop.signal
)
