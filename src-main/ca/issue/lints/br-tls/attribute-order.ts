import type { LintRule } from '../../lint-rule.ts'
import { attributes, isPublicTls, subjectAttributes } from '../reading.ts'

const order: readonly string[] = [
  attributes.domainComponent,
  attributes.country,
  attributes.state,
  attributes.locality,
  attributes.postalCode,
  attributes.street,
  attributes.organization,
  attributes.surname,
  attributes.givenName,
  attributes.organizationalUnit,
  attributes.commonName
]

export const tlsAttributeOrder: LintRule = {
  id: 'br-tls.attribute-order',
  severity: 'error',
  clause: 'BR 7.1.4.2',
  meaning:
    'Subject attributes stand in the order domain component, country, state, locality, postal code, street, organization, surname, given name, organizational unit, common name.',
  profileField: 'subject.attributes',
  appliesTo: isPublicTls,
  check: (facts) => {
    const places = subjectAttributes(facts)
      .map((attribute) => order.indexOf(attribute.oid))
      .filter((place) => place >= 0)
    return places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)) ? 'Here they do not.' : null
  }
}
