import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listAudit } from './audit.ts'
import { verifyAudit } from './audit-verify.ts'
import { close, open, quickCheck } from './open.ts'
import { getSetting } from './settings.ts'
import { reader } from './store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-kill-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const address = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href)

/** Writes with eight in flight and prints each number once its promise has resolved, synchronously, so that none is lost in a pipe. */
const program = `
import { writeSync } from 'node:fs'
const { open } = await import(${address('./open.ts')})
const { transaction } = await import(${address('./transaction.ts')})
const { setSetting } = await import(${address('./settings.ts')})
const { appendAudit } = await import(${address('./audit.ts')})
const [file, first] = process.argv.slice(1)
const store = open(file)
let next = Number(first)
async function worker() {
  for (;;) {
    const n = next++
    await transaction(store, tx => {
      setSetting(tx, 'key ' + n, 'x'.repeat(n % 3000))
      appendAudit(tx, { at: n, actor: 'worker', operatorId: null, channel: 'engine', operation: 'test', objectKind: 'setting', objectId: String(n), outcome: 'ok', detail: { n } })
    })
    writeSync(1, n + '\\n')
  }
}
await Promise.all(Array.from({ length: 8 }, worker))
`

/** @returns the numbers that the writer had acknowledged when it was killed */
function writeAndKill(file: string, first: number, afterMs: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program, file, String(first)], {
      cwd: fileURLToPath(new URL('.', import.meta.url))
    })
    let out = ''
    let errors = ''
    let timer: NodeJS.Timeout | undefined
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    child.on('close', (_code, signal) => {
      clearTimeout(timer)
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself: ${errors}`))
      // A number without its line end was not acknowledged as a whole.
      else
        resolve(
          out
            .slice(0, out.lastIndexOf('\n') + 1)
            .split('\n')
            .filter(Boolean)
            .map(Number)
        )
    })
  })
}

test('what was acknowledged before kill -9 is there afterwards, and the audit chain holds', async () => {
  const file = join(folder, 'chancery.db')
  const acknowledged: number[] = []
  for (const [round, wait] of [35, 110, 60, 190, 15].entries())
    acknowledged.push(...(await writeAndKill(file, round * 1_000_000, wait)))
  expect(acknowledged.length).toBeGreaterThan(50)
  const store = open(file)
  const lost = acknowledged.filter((n) => getSetting(reader(store), `key ${n}`) !== 'x'.repeat(n % 3000))
  expect(lost).toEqual([])
  expect(quickCheck(reader(store))).toEqual([])
  const verdict = await verifyAudit(reader(store))
  expect(verdict.problem).toBeNull()
  expect(verdict.rows).toBeGreaterThanOrEqual(acknowledged.length)
  // Fact and audit row live or die together.
  const audited = new Set(listAudit(reader(store), {}, null, 1_000_000).map((row) => row.objectId))
  expect(acknowledged.filter((n) => !audited.has(String(n)))).toEqual([])
  await close(store)
})
