import type { AuthoritySettings } from '../../../src-shared/model/authority.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { parseNameText } from '../../../src-shared/model/name-text.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { MergeRow } from '../../../src-shared/model/request.ts'
import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import { accessMethods, authorityInfoAccessExtension } from '../../pki/extensions/access.ts'
import { basicConstraintsExtension } from '../../pki/extensions/basic-constraints.ts'
import {
  crlDistributionPointsExtension,
  freshestCrlExtension,
  pointAt
} from '../../pki/extensions/distribution-points.ts'
import { authorityKeyIdentifierExtension } from '../../pki/extensions/key-identifiers.ts'
import { nameConstraintsExtension } from '../../pki/extensions/name-constraints.ts'
import { certificatePoliciesExtension } from '../../pki/extensions/policies.ts'
import { ocspNoCheckExtension, tlsFeatureExtension } from '../../pki/extensions/statements.ts'
import type { AccessDescription, Extension, GeneralSubtree, PolicyInformation } from '../../pki/model.ts'
import { authorityAddresses, profileAddresses, type Addresses } from '../authority-addresses.ts'
import { deltaAddresses, distributionPoints } from '../crl/pointers.ts'
import { isDer } from './alternative-name.ts'

/** What of the issuing authority goes into certificates. */
export interface IssuerFacts {
  readonly name: string
  readonly settings: Pick<AuthoritySettings, 'addresses' | 'crl'>
  readonly keyIdentifier: Uint8Array
}

/** The extensions that depend on profile and authority alone, with their rows of the merge table. */
export interface StaticExtensions {
  readonly authorityKeyId: Extension
  readonly basicConstraints: Extension | null
  /** The others, in the order in which they are written. */
  readonly others: readonly Extension[]
  readonly rows: readonly MergeRow[]
  readonly reasons: readonly Reason[]
}

/** status_request, RFC 6066 8: the feature that mustStaple asks for (RFC 7633). */
const STATUS_REQUEST = 5

interface Gathering {
  readonly rows: MergeRow[]
  readonly reasons: Reason[]
}

/** Makes them once per profile revision and authority. @param base public base address of the installation. */
export function staticExtensions(content: ProfileContent, issuer: IssuerFacts, base: string | null): StaticExtensions {
  const into: Gathering = { rows: [], reasons: [] }
  const addresses = profileAddresses(content.pointers, authorityAddresses(issuer.name, issuer.settings, base))
  const { basicConstraints: basic } = content
  const basicConstraints =
    basic === null
      ? null
      : make(into, 'basicConstraints', 'Basic constraints', basicText(basic), () =>
          basicConstraintsExtension({ ca: basic.authority, pathLength: basic.pathLength }, basic.critical)
        )
  const others = [
    policies(into, content, addresses),
    nameConstraints(into, content),
    crlPointers(into, content, addresses, issuer.settings.crl),
    freshestCrl(into, content, addresses, issuer.settings.crl),
    accessPointers(into, content, addresses),
    content.ocspNoCheck ? make(into, 'ocspNoCheck', 'OCSP no check', 'present', () => ocspNoCheckExtension) : null,
    content.mustStaple
      ? make(into, 'mustStaple', 'TLS feature', 'status_request', () => tlsFeatureExtension([STATUS_REQUEST]))
      : null,
    ...content.customExtensions.map((custom) => customExtension(into, custom))
  ].filter((extension) => extension !== null)
  const authorityKeyId = authorityKeyIdentifierExtension({ keyId: issuer.keyIdentifier, issuer: [], serial: null })
  return { authorityKeyId, basicConstraints, others, ...into }
}

function make(into: Gathering, field: string, label: string, text: string, build: () => Extension): Extension | null {
  try {
    const extension = build()
    into.rows.push({
      field,
      label,
      asked: null,
      override: null,
      rule: text,
      result: `${text}${extension.critical ? ' (critical)' : ''}`,
      outcome: 'fixed',
      why: 'The profile and the authority set it.'
    })
    return extension
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    into.reasons.push({
      where: field,
      rule: 'profile.extension',
      message: `${label} of the profile cannot be written: ${error.message}`
    })
    return null
  }
}

function basicText(basic: NonNullable<ProfileContent['basicConstraints']>): string {
  if (!basic.authority) return 'end entity'
  return basic.pathLength === null ? 'authority' : `authority, path length ${basic.pathLength}`
}

function policies(into: Gathering, content: ProfileContent, addresses: Addresses): Extension | null {
  const wanted = content.policies
  if (wanted === null) return null
  const list = wanted.list.map(({ oid, cpsUri, userNotice }): PolicyInformation => {
    const uri = cpsUri ?? addresses.cps
    return {
      oid,
      qualifiers: [
        ...(uri === null ? [] : [{ kind: 'cps' as const, uri }]),
        ...(userNotice === null || userNotice === ''
          ? []
          : [{ kind: 'userNotice' as const, organization: null, noticeNumbers: [], text: userNotice }])
      ]
    }
  })
  return make(into, 'policies', 'Certificate policies', list.map(({ oid }) => oidLabel(oid)).join(', '), () =>
    certificatePoliciesExtension(list, wanted.critical)
  )
}

function nameConstraints(into: Gathering, content: ProfileContent): Extension | null {
  const wanted = content.nameConstraints
  if (wanted === null || wanted.permitted.length + wanted.excluded.length === 0) return null
  const text = [
    ...wanted.permitted.map(({ type, value }) => `permitted ${type} ${value}`),
    ...wanted.excluded.map(({ type, value }) => `excluded ${type} ${value}`)
  ].join(', ')
  return make(into, 'nameConstraints', 'Name constraints', text, () =>
    nameConstraintsExtension(
      { permitted: wanted.permitted.map(subtree), excluded: wanted.excluded.map(subtree) },
      wanted.critical
    )
  )
}

type ProfileSubtree = NonNullable<ProfileContent['nameConstraints']>['permitted'][number]

function subtree({ type, value }: ProfileSubtree): GeneralSubtree {
  const base: GeneralName = type === 'directory' ? { kind: type, value: parseNameText(value) } : { kind: type, value }
  return { base, minimum: 0, maximum: null }
}

/** An address of the profile's own is for the operator to keep right; parts and deltas are named beside the authority's. */
function namesParts(content: ProfileContent): boolean {
  return content.pointers.crlAddresses.length === 0
}

function crlPointers(
  into: Gathering,
  content: ProfileContent,
  addresses: Addresses,
  policy: AuthoritySettings['crl']
): Extension | null {
  if (addresses.crl.length === 0) {
    absent(into, 'pointers.crl', 'CRL distribution points', content.pointers.crl)
    return null
  }
  const points = namesParts(content)
    ? distributionPoints(addresses.crl, policy, content.basicConstraints?.authority === true)
    : [pointAt(addresses.crl)]
  const text = points.flatMap(({ fullName }) =>
    fullName.map((name) => (typeof name.value === 'string' ? name.value : ''))
  )
  return make(into, 'pointers.crl', 'CRL distribution points', text.join(', '), () =>
    crlDistributionPointsExtension(points)
  )
}

/** Where deltas of the CRL are that the certificate names (RFC 5280 4.2.1.15). */
function freshestCrl(
  into: Gathering,
  content: ProfileContent,
  addresses: Addresses,
  policy: AuthoritySettings['crl']
): Extension | null {
  if (policy.deltaLife === null || addresses.crl.length === 0 || !namesParts(content)) return null
  const uris = deltaAddresses(addresses.crl, policy, content.basicConstraints?.authority === true)
  return make(into, 'pointers.freshestCrl', 'Freshest CRL', uris.join(', '), () =>
    freshestCrlExtension([pointAt(uris)])
  )
}

function accessPointers(into: Gathering, content: ProfileContent, addresses: Addresses): Extension | null {
  const at = (method: string, uris: readonly string[]): AccessDescription[] =>
    uris.map((value) => ({ method, location: { kind: 'uri', value } }))
  const list = [...at(accessMethods.ocsp, addresses.ocsp), ...at(accessMethods.caIssuers, addresses.issuer)]
  if (list.length === 0) {
    absent(into, 'pointers.access', 'Authority information access', content.pointers.issuer || content.pointers.ocsp)
    return null
  }
  const text = [...addresses.ocsp.map((uri) => `OCSP ${uri}`), ...addresses.issuer.map((uri) => `issuer ${uri}`)].join(
    ', '
  )
  return make(into, 'pointers.access', 'Authority information access', text, () => authorityInfoAccessExtension(list))
}

function absent(into: Gathering, field: string, label: string, on: boolean): void {
  into.rows.push({
    field,
    label,
    asked: null,
    override: null,
    rule: on ? 'on' : 'off',
    result: null,
    outcome: 'absent',
    why: on
      ? 'Neither the profile nor the authority nor the installation has an address for it.'
      : 'The profile leaves it out.'
  })
}

function customExtension(into: Gathering, custom: ProfileContent['customExtensions'][number]): Extension | null {
  const field = `extension.${custom.oid}`
  const value = new Uint8Array(Buffer.from(custom.der, 'base64'))
  if (!isDer(value)) {
    into.reasons.push({
      where: field,
      rule: 'extension.der',
      message: `The extension ${custom.oid} of the profile is not DER. Correct it in the profile.`
    })
    return null
  }
  return make(into, field, oidLabel(custom.oid), `${value.length} bytes of the profile`, () => ({
    oid: custom.oid,
    critical: custom.critical,
    value
  }))
}
