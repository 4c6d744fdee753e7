import type { EstOperationName, EstSettings } from '../../../src-shared/model/est.ts'
import type { CertificationRequest } from '../../pki/model.ts'
import type { EstServiceRow } from '../../store/est.ts'
import type { EstRequester } from './authenticate.ts'

/** One request for a certificate, from a client that is known. */
export interface EstAsk {
  readonly service: EstServiceRow
  readonly settings: EstSettings
  readonly requester: EstRequester
  readonly operation: Exclude<EstOperationName, 'cacerts' | 'csrattrs'>
  readonly csr: CertificationRequest
  /** Address of the client. */
  readonly address: string
}
