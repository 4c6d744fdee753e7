import type { DnsName } from './name.ts'
import type { KnownType } from './codes.ts'

/** What a record says, by type. Numbers are unsigned; times of RRSIG are seconds of the epoch modulo 2^32 (RFC 1982). */
export type RecordData =
  | { readonly type: 'A' | 'AAAA'; readonly address: string }
  | { readonly type: 'NS' | 'CNAME' | 'DNAME' | 'PTR'; readonly target: DnsName }
  | SoaData
  | { readonly type: 'MX'; readonly preference: number; readonly exchange: DnsName }
  | { readonly type: 'TXT'; readonly strings: readonly Uint8Array[] }
  | CaaData
  | DsData
  | DnskeyData
  | RrsigData
  | NsecData
  | Nsec3Data
  | Nsec3ParamData
  | TlsaData
  | { readonly type: 'other'; readonly number: number; readonly octets: Uint8Array }

export interface SoaData {
  readonly type: 'SOA'
  readonly primary: DnsName
  readonly mailbox: DnsName
  readonly serial: number
  readonly refresh: number
  readonly retry: number
  readonly expire: number
  readonly minimum: number
}

/** RFC 8659 4.1 */
export interface CaaData {
  readonly type: 'CAA'
  readonly flags: number
  readonly tag: string
  readonly value: Uint8Array
}

/** RFC 4034 5 */
export interface DsData {
  readonly type: 'DS'
  readonly keyTag: number
  readonly algorithm: number
  readonly digestType: number
  readonly digest: Uint8Array
}

/** RFC 4034 2 */
export interface DnskeyData {
  readonly type: 'DNSKEY'
  readonly flags: number
  readonly protocol: number
  readonly algorithm: number
  readonly publicKey: Uint8Array
}

/** RFC 4034 3 */
export interface RrsigData {
  readonly type: 'RRSIG'
  readonly covered: number
  readonly algorithm: number
  readonly labels: number
  readonly originalTtl: number
  readonly expiration: number
  readonly inception: number
  readonly keyTag: number
  readonly signer: DnsName
  readonly signature: Uint8Array
}

/** RFC 4034 4; types in ascending order. */
export interface NsecData {
  readonly type: 'NSEC'
  readonly next: DnsName
  readonly types: readonly number[]
}

/** RFC 5155 3 */
export interface Nsec3Data {
  readonly type: 'NSEC3'
  readonly hashAlgorithm: number
  readonly flags: number
  readonly iterations: number
  readonly salt: Uint8Array
  readonly nextHash: Uint8Array
  readonly types: readonly number[]
}

/** RFC 5155 4 */
export interface Nsec3ParamData {
  readonly type: 'NSEC3PARAM'
  readonly hashAlgorithm: number
  readonly flags: number
  readonly iterations: number
  readonly salt: Uint8Array
}

/** RFC 6698 2 */
export interface TlsaData {
  readonly type: 'TLSA'
  readonly usage: number
  readonly selector: number
  readonly matching: number
  readonly association: Uint8Array
}

/** The data of records of one type. */
export type DataOf<T extends KnownType> = Extract<RecordData, { readonly type: T }>

export interface DnsRecord {
  readonly owner: DnsName
  readonly class: number
  /** Seconds, 0 to 2^31-1 (RFC 2181 8: a higher value counts as zero). */
  readonly ttl: number
  readonly data: RecordData
}

export interface Question {
  readonly name: DnsName
  /** By number: a question may ask for a type whose data is not read here. */
  readonly type: number
  readonly class: number
}

/** RFC 6891 6.1 */
export interface Edns {
  readonly udpSize: number
  readonly version: number
  readonly dnssecOk: boolean
  readonly options: readonly { readonly code: number; readonly octets: Uint8Array }[]
}

/** RFC 1035 4.1; flags AD and CD by RFC 4035 3. */
export interface Message {
  readonly id: number
  readonly response: boolean
  readonly opcode: number
  readonly authoritative: boolean
  readonly truncated: boolean
  readonly recursionDesired: boolean
  readonly recursionAvailable: boolean
  readonly authenticData: boolean
  readonly checkingDisabled: boolean
  /** With the upper eight bits of EDNS where there are any. */
  readonly responseCode: number
  readonly questions: readonly Question[]
  readonly answers: readonly DnsRecord[]
  readonly authority: readonly DnsRecord[]
  /** Without the OPT record, which is `edns`. */
  readonly additional: readonly DnsRecord[]
  readonly edns?: Edns
}
