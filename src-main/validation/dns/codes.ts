/** Record types whose data this code reads (IANA DNS parameters, RFC of each beside it); others are carried as octets. */
export const typeNumbers = {
  A: 1, // RFC 1035
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28, // RFC 3596
  DNAME: 39, // RFC 6672
  OPT: 41, // RFC 6891
  DS: 43, // RFC 4034
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50, // RFC 5155
  NSEC3PARAM: 51,
  TLSA: 52, // RFC 6698
  CAA: 257 // RFC 8659
} as const

export type KnownType = keyof typeof typeNumbers
/** A record type that can be asked for. */
export type QueryType = Exclude<KnownType, 'OPT'>

const namesByNumber = new Map<number, KnownType>(
  Object.entries(typeNumbers).map(([name, number]) => [number, name as KnownType])
)

/** @returns the mnemonic, or `TYPE65534` as RFC 3597 5 writes an unknown one */
export function typeName(number: number): string {
  return namesByNumber.get(number) ?? `TYPE${number}`
}

export function knownType(number: number): KnownType | undefined {
  return namesByNumber.get(number)
}

/** RFC 1035 3.2.4 */
export const classInternet = 1

/** Response codes: RFC 1035 4.1.1, 2136 2.2, 6891 9. */
const responseCodes: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  16: 'BADVERS'
}

export function responseCodeName(code: number): string {
  return responseCodes[code] ?? `RCODE${code}`
}
