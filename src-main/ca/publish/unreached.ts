import { ChanceryError } from '../../../src-shared/errors.ts'

/** Why nothing answered, by the name that the system has for it. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known in the DNS. Correct the address, or have the name entered',
  EAI_AGAIN: 'the DNS does not answer. Is this machine on the network?',
  ECONNREFUSED: 'nothing listens there. Start the server, or correct the address',
  ECONNRESET: 'the server ended the connection',
  EHOSTUNREACH: 'there is no way to that machine. Is this one on the network?',
  ENETUNREACH: 'there is no way to that network. Is this machine on the network?',
  ETIMEDOUT: 'the machine does not answer. A firewall may stand in between',
  CERT_HAS_EXPIRED: 'the TLS certificate of the server has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the TLS certificate of the server is not signed by anybody whom this machine trusts',
  SELF_SIGNED_CERT_IN_CHAIN: 'the TLS certificate of the server is not signed by anybody whom this machine trusts',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the TLS certificate of the server is not signed by anybody whom this machine trusts',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the TLS certificate of the server is for another name'
}

/** @returns the same error in words of the person who set the address up, where the cause is a known one. */
export function unreached(host: string, error: ChanceryError): ChanceryError {
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined
  return reason === undefined
    ? error
    : new ChanceryError(error.code, `${host} cannot be reached: ${reason.replace(/([^.?])$/, '$1.')}`, { cause: error })
}
