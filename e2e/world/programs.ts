import { execFile, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { promisify } from 'node:util'

/** Runs a program of the machine to its end. @returns what it printed. @throws Error with its messages when it fails */
export async function run(program: string, args: readonly string[], folder: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], { cwd: folder, maxBuffer: 16 * 1024 * 1024 })
    return stdout
  } catch (error) {
    const said: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'stderr') : ''
    throw new Error(`${program} ${args.join(' ')} failed: ${String(said)}`, { cause: error })
  }
}

/** The same, whatever its exit code. @returns both streams together */
export async function saidBy(program: string, args: readonly string[], folder: string): Promise<string> {
  return promisify(execFile)(program, [...args], { cwd: folder, maxBuffer: 16 * 1024 * 1024 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: unknown) =>
      typeof error === 'object' && error !== null
        ? `${Reflect.get(error, 'stdout')}${Reflect.get(error, 'stderr')}`
        : String(error)
  )
}

export interface Server {
  /** What it has printed so far. */
  said(): string
  stop(): Promise<void>
}

/** Starts a server that stays in the foreground. */
export function startServer(program: string, args: readonly string[], folder: string): Server {
  const child = spawn(program, [...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
    child.on('error', (error) => {
      text += String(error)
      resolve()
    })
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  return {
    said: () => text,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    }
  }
}

/** @returns a port that was free a moment ago on all addresses */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Waits until `ready` is true. @throws Error with `why()` after 15 seconds */
export async function until(ready: () => Promise<boolean>, why: () => string): Promise<void> {
  for (let tries = 150; tries > 0; tries--) {
    if (await ready()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`it did not become ready: ${why()}`)
}
