/** How a token calls itself (PKCS#11 2.40, CK_TOKEN_INFO). */
export interface TokenName {
  readonly label: string
  readonly manufacturer: string
  readonly model: string
  readonly serial: string
}

/** What a PKCS#11 URI may hold as it is in an attribute value (RFC 7512 2.3: pk11-pchar without the reserved ones). */
const plain = /[A-Za-z0-9\-._~]/

/** @returns bytes of a text for a PKCS#11 URI, percent-encoded where RFC 7512 asks for it */
function encodeText(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((octet) => {
      const character = String.fromCharCode(octet)
      return plain.test(character) ? character : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

/** @returns the URI of a token (RFC 7512): under it a token is known again in another slot and behind another module. */
export function tokenAddress(name: TokenName): string {
  return `pkcs11:model=${encodeText(name.model)};manufacturer=${encodeText(name.manufacturer)};serial=${encodeText(name.serial)};token=${encodeText(name.label)}`
}

/** @param id CKA_ID in hex. @returns the URI of a private key on a token */
export function keyAddress(token: string, id: string): string {
  return `${token};id=${id.replaceAll(/../g, (octet) => `%${octet.toUpperCase()}`)};type=private`
}

/** @returns token and CKA_ID (hex) of an address that `keyAddress` made; undefined for any other text */
export function splitKeyAddress(address: string): { readonly token: string; readonly id: string } | undefined {
  const found = /^(pkcs11:[^?]*);id=((?:%[0-9A-F]{2})+);type=private$/.exec(address)
  if (found?.[1] === undefined || found[2] === undefined) return undefined
  return { token: found[1], id: found[2].replaceAll('%', '').toLowerCase() }
}

/** @returns the name behind an address that `tokenAddress` made; empty fields for what is missing */
export function tokenNameOf(address: string): TokenName {
  const field = (name: string): string => {
    const found = new RegExp(`[:;]${name}=([^;?]*)`).exec(address)
    try {
      return decodeURIComponent(found?.[1] ?? '')
    } catch {
      return ''
    }
  }
  return {
    label: field('token'),
    manufacturer: field('manufacturer'),
    model: field('model'),
    serial: field('serial')
  }
}
