import type { Output } from '../../../src-shared/api/index.ts'
import { call } from '../../client.ts'

/** A certificate of a setting, as a list shows it. */
export interface ListedCertificate {
  readonly pem: string
  readonly subject: string
  /** Hex. */
  readonly sha256: string
  /** Unix ms. */
  readonly notAfter: number
}

/** @returns the certificates among what the engine decoded */
export function certificatesOf({ objects }: Pick<Output<'viewer.decode'>, 'objects'>): readonly ListedCertificate[] {
  return objects.flatMap(({ certificate, pem }) =>
    certificate === undefined || pem === null
      ? []
      : [
          {
            pem: pem.trim(),
            subject: certificate.subject,
            sha256: certificate.fingerprints.sha256,
            notAfter: certificate.notAfter
          }
        ]
  )
}

/** @param content PEM text, or DER in base64. @throws {CallError} what cannot be read */
export async function certificatesIn(content: string): Promise<readonly ListedCertificate[]> {
  return certificatesOf(await call('viewer.decode', { content }))
}

/** @returns a list of PEM texts with more of them at its end, each certificate once */
export function withMore(known: readonly string[], more: readonly string[]): string[] {
  return more.reduce((all: string[], pem) => (all.some((one) => samePem(one, pem)) ? all : [...all, pem]), [...known])
}

/** @returns a list of PEM texts without one of them */
export function without(known: readonly string[], pem: string): string[] {
  return known.filter((one) => !samePem(one, pem))
}

const withoutBlanks = (pem: string): string => pem.replace(/\s+/g, '')
const samePem = (a: string, b: string): boolean => withoutBlanks(a) === withoutBlanks(b)
