/**
 * What an extension is for, in two lines for a person who has to decide whether it is right.
 * RFC 5280 4.2 and 5.2 unless the text names another source.
 */
const help: Readonly<Record<string, string>> = {
  '2.5.29.9':
    'Facts about the holder, such as date of birth or nationality.\nSoftware shows them at most; nobody decides by them.',
  '2.5.29.14':
    'Short name of the public key in this certificate.\nCertificates that this key signs point back to it, which is how chains are found.',
  '2.5.29.15':
    'What the key may be used for. Software refuses any other use.\nAn authority needs certificate signing, and CRL signing to revoke.',
  '2.5.29.17':
    'The names that this certificate stands for: hosts, addresses, mailboxes, accounts.\nBrowsers look here alone and ignore the common name.',
  '2.5.29.18': 'Further names of the issuer.\nSoftware hardly ever uses them.',
  '2.5.29.19':
    'Says whether the holder may issue certificates, and how many authorities may follow below.\nWithout it nothing signed with this key is accepted as a certificate.',
  '2.5.29.20':
    'Running number of this CRL. It only rises.\nA verifier with two CRLs takes the one with the higher number.',
  '2.5.29.21': 'Why the certificate was revoked.\nOn hold is the only reason that can be taken back.',
  '2.5.29.24': 'Since when the key was or may have been in wrong hands.\nIt may lie before the moment of revocation.',
  '2.5.29.27':
    'This list holds only what changed since a complete CRL with that number.\nIt cannot be used without that CRL.',
  '2.5.29.28':
    'Limits what this CRL speaks of: kinds of certificates, reasons, an address.\nA verifier that does not understand it must not use the CRL.',
  '2.5.29.29':
    'The issuer of the revoked certificate, where it is not the signer of the CRL.\nHolds for the entries that follow, too.',
  '2.5.29.30':
    'The names that certificates below this authority may or may not carry.\nOne name outside makes such a certificate invalid.',
  '2.5.29.31':
    'Where the CRL lies that would list this certificate when it is revoked.\nVerifiers fetch it from there.',
  '2.5.29.32':
    'The rules under which the certificate was issued, by number.\nThe practice statement behind the address says what was checked.',
  '2.5.29.33': 'Declares policies of two organizations to be equal.\nOnly in certificates of authorities.',
  '2.5.29.35':
    'Short name of the key that signed this certificate.\nPicks the right issuer where several have the same name.',
  '2.5.29.36':
    'Demands that chains below name a policy, or forbids to map policies.\nThe number says how many certificates later this begins.',
  '2.5.29.37':
    'The purposes of the certificate: servers, clients, code, mail and others.\nWith it present, every purpose that is not named is refused.',
  '2.5.29.46': 'Where a delta CRL with the latest changes lies.\nVerifiers that do not use delta CRLs pass it over.',
  '2.5.29.54':
    'From some depth on, the policy that stands for all policies counts for nothing.\nOnly in certificates of authorities.',
  '2.5.29.60':
    'Revoked certificates stay on this CRL after they expire, back to this moment.\nOld signatures can be judged with it (X.509 9.5.2.8).',
  '1.3.6.1.5.5.7.1.1':
    'Where to ask for the status of this certificate, and where its issuer’s certificate lies.\nVerifiers use both without asking the holder.',
  '1.3.6.1.5.5.7.1.3':
    'Statements for qualified certificates under European law.\nTheir meaning is fixed by RFC 3739 and ETSI EN 319 412-5.',
  '1.3.6.1.5.5.7.1.11':
    'Services that the holder offers, such as a repository or time stamping.\nOnly software made for them looks here.',
  '1.3.6.1.5.5.7.1.24':
    'Features that the TLS server must offer (RFC 7633).\nValue 5 makes clients refuse a server that does not staple its status.',
  '1.3.6.1.5.5.7.48.1.5':
    'Nobody needs to ask whether this OCSP signer is revoked (RFC 6960 4.2.2.2.1).\nSuch certificates should live for a short time only.',
  '1.3.6.1.4.1.11129.2.4.2':
    'Receipts of certificate transparency logs (RFC 6962).\nBrowsers ask for them on publicly trusted TLS certificates.',
  '1.3.6.1.4.1.11129.2.4.3':
    'Marks a precertificate for certificate transparency (RFC 6962).\nSoftware must refuse it as a certificate.',
  '1.3.6.1.4.1.311.20.2':
    'Name of the Windows template that the certificate was asked for under.\nOlder Windows services choose certificates by it.',
  '1.3.6.1.4.1.311.21.7':
    'Number and version of the Windows template.\nWindows renews a certificate by itself when the version rises.',
  '1.3.6.1.4.1.311.21.10':
    'The purposes once more, in Microsoft’s own form.\nWindows takes them where both are present.',
  '1.3.6.1.4.1.311.25.2':
    'The Windows account that this certificate signs in, by its security identifier.\nDomain controllers ask for it to tie certificate and account.',
  '1.2.840.113549.1.9.15':
    'Ciphers that the holder’s mail program understands, best first (RFC 8551).\nSenders pick the first one they know, too.',
  '2.23.140.3.1':
    'Registration of the organization, as EV certificates carry it.\nRepeats the organization identifier of the subject in parts.',
  '2.16.840.1.113730.1.1': 'Purposes in an old form of the 1990s.\nNothing of today uses it.',
  '2.16.840.1.113730.1.13': 'A remark of the issuer in an old form.\nNothing of today uses it.'
}

/** @returns the two lines, or null for an extension that Chancery does not know. */
export function extensionHelp(oid: string): string | null {
  return Object.hasOwn(help, oid) ? (help[oid] ?? null) : null
}
