import type { OcspService } from '../../../src-shared/api/ocsp.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { certificateStateAt } from '../../store/certificate-state.ts'
import {
  countOcspResponses,
  listOcspResponderHistory,
  listOcspServices,
  oldestOcspResponse,
  type OcspServiceRow
} from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { requireCertificate } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { keyPlacesOf } from '../tokens/key-places.ts'
import { currentResponder, responderDueAt } from './responder.ts'
import { ocspSettingsOf } from './settings.ts'

/** @returns the services of all authorities, or of one: none where it was never answered for. @throws ChanceryError `not-found` */
export function listOcsp(ca: CaContext, input: { authority?: Ref | undefined }): { services: OcspService[] } {
  const from = reader(ca.store)
  const only = input.authority === undefined ? null : requireAuthority(from, input.authority).id
  const rows = listOcspServices(from).filter(({ authorityId }) => only === null || authorityId === only)
  return { services: rows.map((row) => serviceView(ca, row)) }
}

/** @returns a service as people see it. */
export function serviceView(ca: CaContext, row: OcspServiceRow): OcspService {
  const from = reader(ca.store)
  const authority = requireAuthority(from, row.authorityId)
  const settings = ocspSettingsOf(row)
  const responder = row.state === 'enabled' ? currentResponder(ca, row.authorityId, settings) : undefined
  const base = ca.settings().publicBaseAddress
  return {
    authorityId: row.authorityId,
    authorityName: authority.name,
    state: row.state,
    settings,
    addresses: [...authorityAddresses(authority.name, settingsOf(authority), base).ocsp],
    responder:
      responder === undefined
        ? null
        : {
            certificateId: responder.certificateId,
            notAfter: responder.notAfter,
            renewAt: responder.certificateId === null ? null : responderDueAt(responder),
            places: keyPlacesOf(ca, from, responder.keyId)
          },
    responders: listOcspResponderHistory(from, row.authorityId).map(({ certificateId }) => {
      const record = requireCertificate(from, certificateId)
      return {
        certificateId,
        notBefore: record.notBefore,
        notAfter: record.notAfter,
        state: certificateStateAt(record, ca.clock.now(), 0),
        signs: responder?.certificateId === certificateId
      }
    }),
    oldestAnswerAt: oldestOcspResponse(from, row.authorityId, ca.clock.now()),
    signedAhead: countOcspResponses(from, row.authorityId),
    updatedAt: row.updatedAt
  }
}
