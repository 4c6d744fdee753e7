/** How an attribute of a name is encoded when we write it. `raw`: not a character string; only as `#` hex. */
export type AttributeSyntax = 'printable' | 'ia5' | 'utf8' | 'raw'

export interface NameAttributeType {
  readonly oid: string
  /** Keyword in RFC 4514 text. */
  readonly name: string
  /** Other keywords that are read. */
  readonly aliases: readonly string[]
  readonly label: string
  readonly syntax: AttributeSyntax
  /** Characters, RFC 5280 appendix A.1 (ub-…) and X.520 annex C. */
  readonly minLength: number
  readonly maxLength: number
}

const type = (
  oid: string,
  name: string,
  label: string,
  maxLength: number,
  syntax: AttributeSyntax = 'utf8',
  aliases: readonly string[] = [],
  minLength = 1
): NameAttributeType => ({ oid, name, aliases, label, syntax, minLength, maxLength })

/** X.520 leaves these without a bound; ours only keeps nonsense out. */
const UNBOUNDED = 32_768

/**
 * The attributes that a name can hold by keyword. PrintableString for country, serial number, DN qualifier and telephone
 * number, IA5String for domain component and e-mail address (RFC 5280 appendix A.1, 4.1.2.4); the rest is UTF8String.
 */
export const nameAttributeTypes: readonly NameAttributeType[] = [
  type('2.5.4.3', 'CN', 'Common name', 64, 'utf8', ['commonName']),
  type('2.5.4.10', 'O', 'Organization', 64, 'utf8', ['organizationName', 'organization']),
  type('2.5.4.11', 'OU', 'Organizational unit', 64, 'utf8', ['organizationalUnitName', 'organizationalUnit']),
  type('2.5.4.6', 'C', 'Country', 2, 'printable', ['countryName', 'country'], 2),
  type('2.5.4.8', 'ST', 'State or province', 128, 'utf8', ['stateOrProvinceName', 'state', 'S']),
  type('2.5.4.7', 'L', 'Locality', 128, 'utf8', ['localityName', 'locality']),
  type('2.5.4.9', 'street', 'Street address', 128, 'utf8', ['streetAddress']),
  type('2.5.4.17', 'postalCode', 'Postal code', 40),
  type('2.5.4.18', 'postOfficeBox', 'Post office box', 40),
  type('2.5.4.16', 'postalAddress', 'Postal address', UNBOUNDED, 'raw'),
  type('2.5.4.5', 'serialNumber', 'Serial number', 64, 'printable'),
  type('2.5.4.4', 'SN', 'Surname', 32_768, 'utf8', ['surname']),
  type('2.5.4.42', 'GN', 'Given name', 32_768, 'utf8', ['givenName', 'G']),
  type('2.5.4.43', 'initials', 'Initials', 32_768),
  type('2.5.4.44', 'generationQualifier', 'Generation qualifier', 32_768),
  type('2.5.4.41', 'name', 'Name', 32_768),
  type('2.5.4.12', 'title', 'Title', 64, 'utf8', ['T']),
  type('2.5.4.65', 'pseudonym', 'Pseudonym', 128),
  type('2.5.4.46', 'dnQualifier', 'DN qualifier', UNBOUNDED, 'printable'),
  type('2.5.4.13', 'description', 'Description', 1024),
  type('2.5.4.15', 'businessCategory', 'Business category', 128),
  type('2.5.4.20', 'telephoneNumber', 'Telephone number', 32, 'printable'),
  type('2.5.4.45', 'uniqueIdentifier', 'Unique identifier', UNBOUNDED, 'raw'),
  type('2.5.4.97', 'organizationIdentifier', 'Organization identifier', UNBOUNDED),
  type('0.9.2342.19200300.100.1.1', 'UID', 'User id', 256, 'utf8', ['userId']),
  type('0.9.2342.19200300.100.1.25', 'DC', 'Domain component', 63, 'ia5', ['domainComponent']),
  type('1.2.840.113549.1.9.1', 'emailAddress', 'E-mail address', 255, 'ia5', ['E', 'email']),
  type('1.3.6.1.4.1.311.60.2.1.1', 'jurisdictionL', 'Jurisdiction locality', 128, 'utf8', ['jurisdictionLocalityName']),
  type('1.3.6.1.4.1.311.60.2.1.2', 'jurisdictionST', 'Jurisdiction state or province', 128, 'utf8', [
    'jurisdictionStateOrProvinceName'
  ]),
  type(
    '1.3.6.1.4.1.311.60.2.1.3',
    'jurisdictionC',
    'Jurisdiction country',
    2,
    'printable',
    ['jurisdictionCountryName'],
    2
  )
]

const byOid: ReadonlyMap<string, NameAttributeType> = new Map(nameAttributeTypes.map((entry) => [entry.oid, entry]))
const byName: ReadonlyMap<string, NameAttributeType> = new Map(
  nameAttributeTypes.flatMap((entry) =>
    [entry.name, ...entry.aliases].map((name): [string, NameAttributeType] => [name.toLowerCase(), entry])
  )
)

/** @returns the row of an attribute type by its OID, or undefined. */
export function attributeType(oid: string): NameAttributeType | undefined {
  return byOid.get(oid)
}

/** @returns the row of an attribute type by keyword (case ignored, with or without `OID.`) or dotted OID, or undefined. */
export function attributeTypeNamed(keyword: string): NameAttributeType | undefined {
  return byName.get(keyword.toLowerCase()) ?? byOid.get(keyword.replace(/^oid\./i, ''))
}
