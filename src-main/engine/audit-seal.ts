import { timingSafeEqual } from 'node:crypto'
import { auditHead, sealAudit } from '../store/audit.ts'
import { reader, type Store } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Clock } from '../world/clock.ts'
import type { Chore } from './jobs.ts'
import type { Vault } from '../keys/vault.ts'
import type { VaultHolder } from './vault-holder.ts'

/** Seals the head of the audit chain with a key of the vault: who has the database alone cannot rewrite the chain unseen. */
export interface AuditSeal {
  verify(seq: number, hash: string, seal: Uint8Array): boolean
  /** Seals the present head where the vault is open and the head has moved. */
  seal(): Promise<void>
  /** The same once an hour. */
  readonly chore: Chore
}

const hour = 3_600_000
const contextOf = (seq: number): string => `audit:${seq}`

export function createAuditSeal(store: Store, vault: VaultHolder, clock: Clock): AuditSeal {
  const seal = async (): Promise<void> => {
    if (vault.state !== 'unlocked') return
    await transaction(store, (writer) => {
      const head = auditHead(writer)
      if (head.seq === 0 || head.seq === head.sealedSeq || vault.state !== 'unlocked') return
      const sealed = vault.vault().seal('audit-seal', contextOf(head.seq), Buffer.from(head.hash))
      sealAudit(writer, sealed, clock.now())
    })
  }
  return {
    verify: (seq, hash, sealed) => vault.state !== 'absent' && auditSealIn(vault.vault())(seq, hash, sealed),
    seal,
    chore: {
      name: 'audit seal',
      run: async () => {
        const { seq, sealedSeq, sealedAt } = auditHead(reader(store))
        const due = (sealedAt ?? 0) + hour
        if (seq !== sealedSeq && due <= clock.now()) await seal()
        return Math.max(due, clock.now() + 60_000)
      }
    }
  }
}

/** @returns a check of seals that were made with one vault; false also while it is locked */
export function auditSealIn(vault: Vault): AuditSeal['verify'] {
  return (seq, hash, sealed) => {
    try {
      const found = vault.open('audit-seal', contextOf(seq), sealed)
      const wanted = Buffer.from(hash)
      return found.length === wanted.length && timingSafeEqual(found, wanted)
    } catch {
      return false
    }
  }
}
