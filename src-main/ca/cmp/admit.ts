import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CmpSettings } from '../../../src-shared/model/cmp.ts'
import { getCmpServiceByName } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { clientList, mayAsk, plainAddress } from '../services/client-addresses.ts'
import { logStranger } from './log.ts'
import { cmpSettingsOf } from './settings.ts'

/** A service that takes messages, as of this moment. */
export interface AskedCmp {
  readonly id: number
  readonly name: string
  readonly profileId: number
  readonly authorityId: number
  readonly settings: CmpSettings
  /** Address of who asks. */
  readonly address: string
}

/**
 * Lets a client in before its message is read.
 * @throws ChanceryError `not-found` for a service that is not there or is switched off, `forbidden` for an address that
 *   may not ask
 */
export function admitCmp(ca: CaContext, name: string, address: string): AskedCmp {
  const row = getCmpServiceByName(reader(ca.store), name)
  if (row?.state !== 'enabled') throw new ChanceryError('not-found', 'There is no CMP service at this address.')
  const settings = cmpSettingsOf(row)
  const client = plainAddress(address)
  if (!mayAsk(clientList(settings.clients), client)) {
    const told = `${client} is outside the network rule of ${name}. Add it with "cmp update --service ${name} --settings.clients …" if the client belongs there.`
    logStranger(ca, row, told, { address: client, code: 'forbidden' }).catch(
      (error: unknown) => void ca.log.error('a refusal could not be logged', error, { area: 'cmp' })
    )
    throw new ChanceryError('forbidden', 'This CMP service does not answer your address.')
  }
  const { id, profileId, authorityId } = row
  return { id, name, profileId, authorityId, settings, address: client }
}
