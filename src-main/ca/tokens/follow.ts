import type { Actor } from '../../../src-shared/model/channel.ts'
import { getAuthority, listAuthorities, updateAuthority } from '../../store/authorities.ts'
import { afterCommit } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { endAbsence, listAbsences, listTokenKeys, noteAbsence } from '../../store/tokens.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { after } from '../authorities/states.ts'
import type { CaContext } from '../context.ts'

/**
 * Lets authorities follow the tokens that hold their keys: off line while none of them can sign, back when one can. One
 * that somebody took off line by hand stays so.
 */
export async function followTokens(ca: CaContext, actor: Actor): Promise<void> {
  const { tokens } = ca
  if (tokens === undefined) return
  const from = reader(ca.store)
  const places = Map.groupBy(listTokenKeys(from), ({ keyId }) => keyId)
  if (places.size === 0) return
  const ready = (keyId: number): boolean => tokens.isReady((places.get(keyId) ?? []).map(({ address }) => address))
  const gone = new Set(listAbsences(from))
  for (const { id, keyId, state } of listAuthorities(from)) {
    if (!places.has(keyId)) continue
    const offline = state === 'active' && !ready(keyId)
    const online = state === 'key-offline' && gone.has(id) && ready(keyId)
    if (!offline && !online) continue
    await transaction(ca.store, (tx) => {
      const row = getAuthority(tx, id)
      const next = row === undefined ? undefined : after(row.state, online ? 'key-online' : 'key-offline')
      if (row === undefined || next === undefined) return
      const now = ca.clock.now()
      if (online) endAbsence(tx, id)
      else noteAbsence(tx, id, now)
      updateAuthority(tx, id, row.version, { state: next, updatedAt: now })
      const detail = { name: row.name, from: row.state, to: next, because: online ? 'token ready' : 'token not ready' }
      recordAudit(tx, ca, {
        actor,
        operation: 'authority.set-key-online',
        object: { kind: 'authority', id },
        outcome: 'ok',
        detail
      })
      afterCommit(tx, () => ca.emit('authority.changed', { id }))
    })
  }
}
