import type { ProducedFile } from '../../src-shared/api/shapes.ts'
import { anchorWhenDue, requireAnchor } from '../ca/anchors/anchor.ts'
import type { CaContext } from '../ca/context.ts'
import { anchorPage } from '../reports/audit-anchor/page.ts'
import { reader } from '../store/store.ts'
import type { Net } from '../world/net.ts'
import { engineActor } from './chores.ts'
import type { Chore } from './jobs.ts'
import { verifierPage } from './stand-alone-verifier.ts'
import type { VaultHolder } from './vault-holder.ts'

/** What the engine adds to anchors: files for people, and the round of the clock. */
export interface Anchors {
  /** A page for the safe. @throws ChanceryError `not-found` */
  page(id: number, language: 'en' | 'de'): Promise<ProducedFile>
  /** @throws ChanceryError `not-ready` where the program was never built */
  verifier(): ProducedFile
  readonly chore: Chore
}

export function createAnchors(ca: CaContext, net: Net, vault: VaultHolder): Anchors {
  return {
    page: async (id, language) => {
      const row = requireAnchor(reader(ca.store), id)
      const bytes = await anchorPage(row, language)
      return {
        name: `audit-anchor-${row.seq}.pdf`,
        mediaType: 'application/pdf',
        base64: Buffer.from(bytes).toString('base64')
      }
    },
    verifier: () => ({
      name: 'chancery-verifier.html',
      mediaType: 'text/html',
      base64: Buffer.from(verifierPage()).toString('base64')
    }),
    chore: {
      name: 'audit anchors',
      // Nothing can be signed while the vault is locked; opening it wakes the scheduler.
      run: (): Promise<number | null> =>
        vault.state === 'unlocked' ? anchorWhenDue(ca, net, engineActor) : Promise.resolve(null)
    }
  }
}
