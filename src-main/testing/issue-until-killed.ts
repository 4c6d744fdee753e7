/*
 * A process that issues certificates until it is killed at a named point of the door, by itself and without mercy:
 * node issue-until-killed.ts <database> <point> <hit> <master key, wrapped, hex> <profile: auto | approved>
 * Every answer that a caller got is one line on standard output before the next request begins.
 */
import { writeSync } from 'node:fs'
import type { FaultPoint } from '../ca/context.ts'
import { issue } from '../ca/issue/issue.ts'
import { contextOver, engineParts, makeCsr, makeEngine } from './engine.ts'
import { vaultFromWrapped } from './wrapped-vault.ts'

const [path, point, hit, wrapped, profile] = process.argv.slice(2)
if (path === undefined || wrapped === undefined) throw new Error('arguments are missing')

const parts = { ...engineParts(), path, vault: vaultFromWrapped(wrapped) }
const engine = await makeEngine(parts)
let hits = 0
const ca = contextOver(
  engine.store,
  {
    ...parts,
    faultPoint: (name: FaultPoint) => {
      if (name === point && ++hits === Number(hit)) process.kill(process.pid, 'SIGKILL')
    }
  },
  engine.clock
)

let next = 0
async function client(): Promise<void> {
  for (;;) {
    const transactionId = `client:${next++}`
    const profileId = profile === 'approved' ? engine.approvedId : engine.autoId
    const outcome = await issue(ca, engine.request({ profileId, transactionId }, makeCsr()))
    writeSync(1, `${JSON.stringify({ transactionId, kind: outcome.kind, requestId: outcome.requestId })}\n`)
  }
}
await Promise.all(Array.from({ length: 4 }, client))
