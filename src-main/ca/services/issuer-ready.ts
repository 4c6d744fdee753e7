import { ChanceryError } from '../../../src-shared/errors.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { keyAway } from '../issue/key-away.ts'
import { refusal } from '../issue/refusal.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { issuerReasons } from '../policy/issuer.ts'

/**
 * Asked before a service makes a key for its next certificate: one that comes round by itself would otherwise leave a dead
 * key and a refusal in the audit log every few minutes, for as long as its authority has ended or its key is away.
 * @returns why the authority certifies no service now; undefined where it does
 */
export function issuerObstacle(ca: CaContext, authorityId: number): ChanceryError | undefined {
  const issuer = loadIssuer(ca, authorityId)
  const reasons = issuerReasons(reader(ca.store), issuer, false, ca.clock.now())
  if (reasons.length > 0) return refusal(reasons)
  if (issuer.row.state !== 'key-offline') return undefined
  return keyAway(reader(ca.store), issuer.row)
}

/**
 * A locked vault is the usual state of a desktop at night: every service waits for it, and it is nobody's fault.
 * @throws what it is given where that says that the vault is locked
 */
export function passOnLocked(error: unknown): void {
  if (error instanceof ChanceryError && error.code === 'locked') throw error
}
