import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The command as `npx chancery` runs it; another build of it can be named in the environment. */
export const command = process.env['CHANCERY_CLI'] ?? join(import.meta.dirname, '..', '..', 'bin', 'chancery.mjs')

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a program to its end. */
export async function run(program: string, args: readonly string[], input = ''): Promise<Ran> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: environment() })
  const [out, err] = [text(child.stdout), text(child.stderr)]
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as unknown[]
  return { code: Number(code), out: await out, err: await err }
}

export const chancery = (...args: string[]): Promise<Ran> => run(process.execPath, [command, ...args])

/** @returns the JSON that a command printed. @throws Error with what it said when it failed */
export async function chanceryJson<T>(...args: string[]): Promise<T> {
  const ran = await chancery(...args, '--json')
  if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
  return JSON.parse(ran.out) as T
}

export interface Server {
  readonly http: string
  readonly https: string | null
  readonly admin: string
  readonly pid: number
  readonly signInLink?: string
  /** Ctrl-C. @returns the exit code */
  stop(): Promise<number>
  kill(): Promise<void>
}

/** Starts `chancery serve`, on free ports unless told otherwise, and waits for its one line. */
export async function serve(...args: string[]): Promise<Server> {
  const free = ['--http', '--admin'].flatMap((flag) => (args.includes(flag) ? [] : [flag, '127.0.0.1:0']))
  return start('serve', ...free, ...args)
}

/** Starts a command that stays, and waits for its one line. */
export async function start(...args: string[]): Promise<Server> {
  const child = spawn(process.execPath, [command, ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment()
  })
  const err = text(child.stderr)
  const line = await Promise.race([
    new Promise<string>((resolve) => {
      let seen = ''
      child.stdout.on('data', (chunk: Buffer) => {
        seen += chunk.toString()
        if (seen.includes('\n')) resolve(seen)
      })
    }),
    once(child, 'exit').then(async ([code]) => {
      throw new Error(`chancery ${args[0] ?? ''} ended with ${String(code)}: ${await err}`)
    })
  ])
  const ready = JSON.parse(line) as Omit<Server, 'stop' | 'kill'>
  return {
    ...ready,
    stop: async () => {
      const ended = exitOf(child)
      process.kill(ready.pid, 'SIGINT')
      return ended
    },
    kill: async () => {
      const ended = exitOf(child)
      process.kill(ready.pid, 'SIGKILL')
      await ended
    }
  }
}

/** A folder for one test, with a passphrase file that only its owner can read. */
export function workFolder(): { readonly path: string; readonly passphraseFile: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'chancery-cli-'))
  const passphraseFile = join(path, 'passphrase')
  writeFileSync(passphraseFile, 'velvet harbour nine kites\n', { mode: 0o600 })
  return { path, passphraseFile, remove: () => rmSync(path, { recursive: true, force: true }) }
}

async function exitOf(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode
  const [code] = (await once(child, 'exit')) as unknown[]
  return typeof code === 'number' ? code : -1
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: string[] = []
  for await (const chunk of stream) chunks.push(String(chunk))
  return chunks.join('')
}

/** Nothing of the developer's own installation reaches a test. */
export function environment(): NodeJS.ProcessEnv {
  const { CHANCERY_DATA: _data, CHANCERY_PASSPHRASE_FILE: _file, ...rest } = process.env
  return rest
}
