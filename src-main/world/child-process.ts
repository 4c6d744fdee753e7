import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A child process to which messages go and from which they come; what they carry is checked by whoever reads them. */
export interface ChildLink {
  readonly pid: number | undefined
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Told once. @param how in words for people: the exit code, or the signal that ended it */
  onExit(listener: (how: string) => void): void
  /** @returns the end of what it wrote to standard error */
  said(): string
  /** Ends it at once, also where it hangs in native code. */
  kill(): void
}

/**
 * Starts a program file of ours in a process of its own: a forked Node, or a utility process of Electron.
 * @param file the module, named with `new URL('./x.process.ts', import.meta.url)`
 * @param name what a list of processes shows where the system has room for it
 */
export type StartChild = (file: URL, name: string) => ChildLink

/** As much of what a child said is kept. */
const KEPT_CHARACTERS = 2000

/** @returns a function that keeps the end of what it is given, and one that tells it. */
export function keepEnd(): { readonly add: (chunk: unknown) => void; readonly text: () => string } {
  let kept = ''
  return {
    add: (chunk) => {
      kept = (kept + String(chunk)).slice(-KEPT_CHARACTERS)
    },
    text: () => kept
  }
}

/**
 * @returns what a child may know of the environment: all of it (modules read their own variables) but what points to
 * secrets of ours, and what would change how Node runs.
 */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('CHANCERY_') && name !== 'CREDENTIALS_DIRECTORY' && name !== 'NODE_OPTIONS'
  )
  return Object.fromEntries(kept)
}

/** Starts children as forks of this Node. */
export const forkChild: StartChild = (file) => {
  const child = fork(fileURLToPath(file), [], {
    serialization: 'advanced',
    execArgv: [],
    env: childEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  })
  const said = keepEnd()
  child.stderr?.on('data', said.add)
  // A channel that breaks shows as the end of the process as well.
  child.on('error', (error) => said.add(error.message))
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) =>
      void child.on('exit', (code, signal) =>
        listener(signal === null ? `it ended with code ${String(code)}` : `signal ${signal} ended it`)
      ),
    said: said.text,
    kill: () => void child.kill('SIGKILL')
  }
}
