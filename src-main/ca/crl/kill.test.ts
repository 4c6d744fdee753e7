import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../store/audit-verify.ts'
import { reader } from '../../store/store.ts'
import { startLife, type Life } from '../../testing/life.ts'
import { vaultFromWrapped, wrappedMasterKey } from '../../testing/wrapped-vault.ts'
import { issueCrlByHand, listCrls } from './view.ts'

const program = fileURLToPath(new URL('../../testing/sign-crls-until-killed.ts', import.meta.url))

let folder: string | undefined
let life: Life | undefined
afterEach(async () => {
  await life?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  life = folder = undefined
})

/** @returns the lines that the program wrote before it killed itself */
function untilKilled(path: string, when: 'before' | 'after', hit: number, masterKey: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, path, when, String(hit), masterKey])
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('error', reject)
    child.on('close', (_code, signal) =>
      signal === 'SIGKILL'
        ? resolve(out.trim().split('\n'))
        : reject(new Error(`the program ended by itself: ${errors}`))
    )
  })
}

describe('kill -9', () => {
  it.each(['before', 'after'] as const)('%s the signature of a CRL never lets a number come twice', async (when) => {
    folder = mkdtempSync(join(tmpdir(), 'crl-kill-'))
    const path = join(folder, 'db')
    const masterKey = wrappedMasterKey()
    const lines = await untilKilled(path, when, 6, masterKey)
    expect(lines.filter((line) => line.startsWith('told'))).toEqual(['told 1', 'told 2', 'told 3', 'told 4', 'told 5'])
    expect(lines.filter((line) => line === 'signed')).toHaveLength(when === 'before' ? 5 : 6)
    life = await startLife({ path, vault: vaultFromWrapped(masterKey) })
    expect(listCrls(life.ca, { limit: 20 }).rows.map(({ number }) => number)).toEqual(['5', '4', '3', '2', '1'])
    expect((await issueCrlByHand(life.ca, { authority: 'ca' }, life.alice)).crl.number).toBe('7')
    expect(await verifyAudit(reader(life.ca.store))).toMatchObject({ problem: null })
  })
})
