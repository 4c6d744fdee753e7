import { isKeyAlgorithmId, keyAlgorithms, type KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { EstSettings } from '../../../src-shared/model/est.ts'
import { attributeTypeNamed } from '../../../src-shared/model/name-attributes.ts'
import {
  requestTemplateAttribute,
  writeCsrAttributes,
  type CsrAttribute,
  type KeyTemplate
} from '../../pki/csr-attributes.ts'
import { csrAttributes as requestAttributes } from '../../pki/csr.ts'
import { SEQUENCE } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import type { EstServiceRow } from '../../store/est.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { requireProfile } from '../profiles/find.ts'

/**
 * What the profile of a service wants of a CSR (RFC 7030 4.5.2): as a template for clients that know RFC 9908, which then
 * look at nothing else, and in the older form for all others. What the profile adds by itself is not asked for.
 * @returns CsrAttrs, DER; null where nothing is asked (204 in HTTP)
 * @throws ChanceryError `not-found`
 */
export function csrAttributesOf(ca: CaContext, service: EstServiceRow, settings: EstSettings): Uint8Array | null {
  const { content } = requireProfile(reader(ca.store), service.profileId)
  const key = onlyKey(content.keyAlgorithms)
  const subject = content.subject.attributes
    .filter(({ required, source }) => required && source !== 'fixed')
    .flatMap(({ type }) => attributeTypeNamed(type)?.oid ?? (/^\d/.test(type) ? type : []))
  const names = content.alternativeNames
  const wantsNames = names.required || names.rules.some(({ required, source }) => required && source !== 'fixed')
  const wantsBinding = settings.channelBinding === 'require'
  if (key === null && subject.length === 0 && !wantsNames && !wantsBinding) return null
  const template = requestTemplateAttribute({
    subject: subject.map((oid) => ({ oid })),
    key: key === null ? null : keyTemplate(key),
    extensions: wantsNames ? [{ oid: extensionIds.subjectAltName, critical: false }] : [],
    attributes: wantsBinding ? [requestAttributes.challengePassword] : []
  })
  const older: CsrAttribute[] = [
    ...(wantsBinding ? [requestAttributes.challengePassword] : []),
    ...(key === null ? [] : [keyAttribute(key)])
  ]
  return writeCsrAttributes([...older, template])
}

/** Both forms name one kind of key; where several are taken, naming one would turn the others away. */
function onlyKey(ids: readonly string[]): KeyAlgorithmId | null {
  const [first] = ids
  return ids.length === 1 && first !== undefined && isKeyAlgorithmId(first) ? first : null
}

function keyTemplate(id: KeyAlgorithmId): KeyTemplate {
  const { oid, parameters, curveOid, kind, bits } = keyAlgorithms[id]
  const algorithm = new DerWriter(32).begin(SEQUENCE).oid(oid)
  if (parameters === 'null') algorithm.null()
  if (curveOid !== undefined) algorithm.oid(curveOid)
  return { algorithm: algorithm.end().finish(), rsaBits: kind === 'rsa' ? bits : null }
}

/** RFC 7030 4.5.2, RFC 9908 3.2: the type is the kind of key, the value its curve or its size. */
function keyAttribute(id: KeyAlgorithmId): CsrAttribute {
  const { oid, curveOid, kind, bits } = keyAlgorithms[id]
  if (curveOid !== undefined) return { oid, values: [new DerWriter(16).oid(curveOid).finish()] }
  return { oid, values: kind === 'rsa' ? [new DerWriter(8).integer(bits).finish()] : [] }
}
