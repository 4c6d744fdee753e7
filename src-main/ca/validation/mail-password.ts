import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { deleteSetting, getSetting, setSetting } from '../../store/settings.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'

const key = 'mail-password'
/** Binds the sealed bytes to their place. */
const context = 'setting:mail-password'

/** @returns the password of the mail server, or null. @throws ChanceryError `locked`, `damaged` */
export function mailPassword(ca: Pick<CaContext, 'store' | 'secrets'>): string | null {
  const kept = getSetting(reader(ca.store), key)
  if (kept === undefined) return null
  if (typeof kept !== 'string') throw new ChanceryError('damaged', 'The password of the mail server cannot be read.')
  return Buffer.from(ca.secrets.open(context, Buffer.from(kept, 'base64'))).toString('utf8')
}

/** Seals the password under the vault; an empty one is removed. @throws ChanceryError `locked` */
export async function setMailPassword(ca: CaContext, password: string, actor: Actor): Promise<void> {
  const sealed = password === '' ? null : ca.secrets.seal(context, Buffer.from(password))
  await transaction(ca.store, (tx) => {
    if (sealed === null) deleteSetting(tx, key)
    else setSetting(tx, key, Buffer.from(sealed).toString('base64'))
    recordAudit(tx, ca, {
      actor,
      operation: 'mail.set-password',
      object: { kind: 'settings', id: '' },
      outcome: 'ok',
      detail: { removed: sealed === null }
    })
  })
}
