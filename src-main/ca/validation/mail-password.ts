import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { deleteSetting, getSetting, setSetting } from '../../store/settings.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'

/** Which server a password is for: the one that messages go through, or the mailbox in which answers arrive. */
export type MailPasswordUse = 'send' | 'receive'

const keys: Readonly<Record<MailPasswordUse, string>> = { send: 'mail-password', receive: 'reply-password' }
/** Binds the sealed bytes to their place. */
const contextOf = (use: MailPasswordUse): string => `setting:${keys[use]}`

/** @returns the password, or null. @throws ChanceryError `locked`, `damaged` */
export function mailPassword(ca: Pick<CaContext, 'store' | 'secrets'>, use: MailPasswordUse = 'send'): string | null {
  const kept = getSetting(reader(ca.store), keys[use])
  if (kept === undefined) return null
  if (typeof kept !== 'string') throw new ChanceryError('damaged', 'The password of the mail server cannot be read.')
  return Buffer.from(ca.secrets.open(contextOf(use), Buffer.from(kept, 'base64'))).toString('utf8')
}

/** Seals the password under the vault; an empty one is removed. @throws ChanceryError `locked` */
export async function setMailPassword(
  ca: CaContext,
  input: { readonly password: string; readonly use: MailPasswordUse },
  actor: Actor
): Promise<void> {
  const { password, use } = input
  const sealed = password === '' ? null : ca.secrets.seal(contextOf(use), Buffer.from(password))
  await transaction(ca.store, (tx) => {
    if (sealed === null) deleteSetting(tx, keys[use])
    else setSetting(tx, keys[use], Buffer.from(sealed).toString('base64'))
    recordAudit(tx, ca, {
      actor,
      operation: 'mail.set-password',
      object: { kind: 'settings', id: '' },
      outcome: 'ok',
      detail: { removed: sealed === null, use }
    })
  })
}
