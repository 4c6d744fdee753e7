import { rootCertificates } from 'node:tls'

/** @returns the roots that this runtime trusts for TLS (Mozilla's list, as Node ships it), as PEM */
export function publicRoots(): readonly string[] {
  return rootCertificates
}
