import { anchorSettings, defaultAnchorSettings, type AnchorSettings } from '../../../src-shared/model/audit-anchor.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { getEvidenceSignerByName } from '../../store/audit-anchors.ts'
import type { Reader } from '../../store/connection.ts'
import { getSetting, setSetting } from '../../store/settings.ts'
import { getTsaServiceByName } from '../../store/time-stamps.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'

const KEY = 'audit-anchors'

export function anchorSettingsOf(from: Reader): AnchorSettings {
  const stored = getSetting(from, KEY)
  return stored === undefined ? defaultAnchorSettings : anchorSettings.parse(stored)
}

/** @throws ChanceryError `not-found` for a key or a service that is not there; `invalid-input` for a schedule without a key */
export async function changeAnchorSettings(
  ca: CaContext,
  change: { readonly [Name in keyof AnchorSettings]?: AnchorSettings[Name] | undefined },
  actor: Actor
): Promise<AnchorSettings> {
  return transaction(ca.store, (tx) => {
    const before = anchorSettingsOf(tx)
    const after: AnchorSettings = {
      everyHours: change.everyHours ?? before.everyHours,
      signer: change.signer === undefined ? before.signer : change.signer,
      stamp: change.stamp ?? before.stamp
    }
    if (after.signer !== null && getEvidenceSignerByName(tx, after.signer) === undefined)
      throw new ChanceryError('not-found', `There is no evidence key named ${after.signer}.`)
    if (after.everyHours > 0 && after.signer === null)
      throw new ChanceryError(
        'invalid-input',
        'Name the evidence key that signs the anchors that are made by themselves.'
      )
    if (after.stamp.by === 'own' && getTsaServiceByName(tx, after.stamp.service) === undefined)
      throw new ChanceryError('not-found', `There is no time-stamp service named ${after.stamp.service}.`)
    setSetting(tx, KEY, after)
    recordAudit(tx, ca, {
      actor,
      operation: 'anchor.change-settings',
      object: { kind: 'settings', id: '' },
      outcome: 'ok',
      detail: { before, after }
    })
    return after
  })
}
