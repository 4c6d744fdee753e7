import { isKeyAlgorithmId, keyAlgorithms, type KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { attributeTypeNamed } from '../../../src-shared/model/name-attributes.ts'
import { crmfControls, encodeTemplate, writeTypesAndValues, type TypeAndValue } from '../../pki/crmf.ts'
import { SEQUENCE, SET, UTF8_STRING } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../../pki/extensions/key-usage.ts'

/**
 * CertReqTemplateContent (RFC 9810 5.3.19.16, RFC 9483 4.3.3): what the profile wants of a request. Attributes and
 * extensions without a value are for the client to fill in; for keys each algorithm that is taken is a control.
 */
export function templateOffer(content: ProfileContent): Uint8Array {
  const { keyUsage, extendedKeyUsage } = content
  const template = encodeTemplate({
    subject: wantedSubject(content),
    extensions: [
      ...(keyUsage === null || keyUsage.bits.length === 0 ? [] : [keyUsageExtension(keyUsage.bits)]),
      ...(extendedKeyUsage === null || extendedKeyUsage.oids.length === 0
        ? []
        : [extKeyUsageExtension(extendedKeyUsage.oids, extendedKeyUsage.critical)])
    ]
  })
  const keys = content.keyAlgorithms.filter(isKeyAlgorithmId).map(keyControl)
  const writer = new DerWriter(512).begin(SEQUENCE).raw(template)
  if (keys.length > 0) writeTypesAndValues(writer, keys)
  return writer.end().finish()
}

/** RFC 9483 4.3.3: an attribute whose value is empty is wanted. */
function wantedSubject({ subject }: ProfileContent): Uint8Array {
  const writer = new DerWriter(256).begin(SEQUENCE)
  for (const { type, required } of subject.attributes) {
    const oid = attributeTypeNamed(type)?.oid
    if (required && oid !== undefined) writer.begin(SET).begin(SEQUENCE).oid(oid).latin1(UTF8_STRING, '').end().end()
  }
  return writer.end().finish()
}

/** RFC 9480 2.16: RSA by the length of the key, others by their AlgorithmIdentifier. */
function keyControl(id: KeyAlgorithmId): TypeAndValue {
  const { kind, bits, oid, curveOid } = keyAlgorithms[id]
  if (kind === 'rsa') return { oid: crmfControls.rsaKeyLength, value: new DerWriter(8).integer(bits).finish() }
  const writer = new DerWriter(32).begin(SEQUENCE).oid(oid)
  if (curveOid !== undefined) writer.oid(curveOid)
  return { oid: crmfControls.algId, value: writer.end().finish() }
}
