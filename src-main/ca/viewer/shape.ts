import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Asn1Node } from '../../../src-shared/model/certificate.ts'
import { writePem } from '../../pki/pem.ts'

/** What every object has; `label` is the PEM label, null where it has no PEM form. */
export function shape(
  kind: ViewedObject['kind'],
  title: string,
  der: Uint8Array,
  tree: Asn1Node,
  label: string | null
): ViewedObject {
  return {
    kind,
    title,
    asn1: tree,
    base64: Buffer.from(der).toString('base64'),
    pem: label === null ? null : writePem(label, der),
    knownCertificateId: null
  }
}

/** @returns what the reading gave, or undefined where the bytes are something else. */
export function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ChanceryError) return undefined
    throw error
  }
}
