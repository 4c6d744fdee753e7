import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'

/** What clients of a service have to trust, as PEM. */
export interface Chain {
  /** The authority that issues. */
  readonly issuing: string
  /** The one above all; the same where the issuing one is a root. */
  readonly root: string
  /** Subject of the authority that issues. */
  readonly subject: string
}

/** @returns the certificates in PEM text, each with the line end that files have */
export function certificatesIn(pem: string): readonly string[] {
  const all = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? []
  return all.map((one) => `${one}\n`)
}

/** @returns the chain above the authority that a profile issues from; null where it is not known or not to be seen */
export function useChainOf(profileId: number): Chain | null {
  const mayAuthority = useMay('authority.read')
  const may = useMay('profile.read') && mayAuthority
  const profile = useRead('profile.show', { profile: profileId }, { enabled: may && profileId > 0 })
  const authority = profile.data?.profile.authorityId ?? null
  const list = useRead('authority.list', {}, { enabled: may })
  const chain = useRead(
    'authority.export-chain',
    { authority: authority ?? 0, format: 'chain-pem' },
    { enabled: may && authority !== null }
  )
  if (chain.data === undefined) return null
  const certificates = certificatesIn(window.atob(chain.data.file.base64))
  const [issuing] = certificates
  const root = certificates.at(-1)
  const subject = list.data?.authorities.find(({ id }) => id === authority)?.subject ?? ''
  return issuing === undefined || root === undefined ? null : { issuing, root, subject }
}
