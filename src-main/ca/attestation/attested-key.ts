/** What an attestation says that holds. */
export interface AttestedKey {
  /** SubjectPublicKeyInfo of the key, DER. */
  readonly spki: Uint8Array
  /** What the maker calls the device: serial number, and UDID where it has one. */
  readonly identifiers: readonly string[]
}
