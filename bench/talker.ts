import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A process that answers each line with a line of JSON. */
export interface Talker {
  /** Its first line. */
  readonly hello: string
  ask<T>(line: string): Promise<T>
  stop(): void
}

/** @param script of this folder */
export async function talk(script: string, ...args: string[]): Promise<Talker> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const line = await lines.next()
    if (line.done === true) throw new Error(`${script} ended`)
    return line.value
  }
  return {
    hello: await next(),
    ask: async <T>(line: string) => {
      child.stdin.write(`${line}\n`)
      return JSON.parse(await next()) as T
    },
    stop: () => void child.stdin.write('stop\n')
  }
}
