import { createHash } from 'node:crypto'
import type { CaContext } from '../../ca/context.ts'
import type { OperatorRow } from '../../store/operators.ts'
import type { VaultHolder } from '../vault-holder.ts'

/**
 * What the functions of quorum work with. Quorum stands in the engine and not in `ca`: it decides about accounts, roles
 * and passphrases, which `ca` does not know, and about operations of every area, not only about certificates.
 */
export interface QuorumWorld {
  readonly ca: CaContext
  readonly vault: VaultHolder
  /** Tries the own passphrase of an operator. @throws ChanceryError `wrong-passphrase`, `slowed-down`, `busy` */
  confirm(operator: OperatorRow, passphrase: string, channel: 'desk' | 'cli'): Promise<void>
}

/** @returns SHA-256 of a text in UTF-8, or of bytes, hex */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
