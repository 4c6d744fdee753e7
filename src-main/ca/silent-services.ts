import { getAuthorityHead } from '../store/authorities.ts'
import { getCmpCertificateNow, listCmpServices } from '../store/cmp-services.ts'
import { listEnabledOcspServices } from '../store/ocsp.ts'
import { listScepServices } from '../store/scep.ts'
import { reader } from '../store/store.ts'
import { getTsaHead, listTsaServices } from '../store/time-stamps.ts'
import type { CaContext } from './context.ts'
import { currentResponder } from './ocsp/responder.ts'
import { ocspSettingsOf } from './ocsp/settings.ts'
import { requireProfileRow } from './profiles/find.ts'
import { scepSigners } from './scep/ra-certificate.ts'
import { issuerObstacle } from './services/issuer-ready.ts'

/** A service that answers nobody, because none of its certificates is valid now. */
export interface SilentService {
  readonly protocol: 'scep' | 'cmp' | 'tsa' | 'ocsp'
  /** Of the service; of OCSP the authority that it answers for. */
  readonly id: number
  readonly name: string
  /** Why its authority certifies no service now; empty where it does, so that only the vault is waited for. */
  readonly why: string
}

/**
 * Services renew their certificates by themselves weeks ahead; one without any waited for its authority until the last had
 * ended.
 */
export function silentServices(ca: CaContext): readonly SilentService[] {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const silent = (
    protocol: SilentService['protocol'],
    { id, name }: { readonly id: number; readonly name: string },
    authorityId: number
  ): SilentService => ({ protocol, id, name, why: issuerObstacle(ca, authorityId)?.message ?? '' })
  const scep = listScepServices(from)
    .filter(({ state }) => state === 'enabled')
    .flatMap((row) => {
      const { authorityId } = requireProfileRow(from, row.profileId)
      if (authorityId === null || scepSigners(ca, row.id, authorityId).length > 0) return []
      return [silent('scep', row, authorityId)]
    })
  const cmp = listCmpServices(from)
    .filter(({ id, state }) => state === 'enabled' && getCmpCertificateNow(from, id, now) === undefined)
    .map((row) => silent('cmp', row, row.authorityId))
  const tsa = listTsaServices(from)
    .filter(({ name, state }) => state === 'enabled' && getTsaHead(from, name, now)?.certificate === null)
    .map((row) => silent('tsa', row, row.authorityId))
  const ocsp = listEnabledOcspServices(from).flatMap((row) => {
    const { authorityId: id } = row
    const settings = ocspSettingsOf(row)
    // One that the authority itself signs for ends with the authority, which has a notice of its own.
    if (settings.signer === 'authority' || currentResponder(ca, id, settings) !== undefined) return []
    return [silent('ocsp', { id, name: getAuthorityHead(from, id)?.name ?? '' }, id)]
  })
  return [...scep, ...cmp, ...tsa, ...ocsp]
}
