import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'

/** Name of the file that every recipe trusts. */
export const rootFileName = 'root.pem'

/** @returns the last certificate in PEM text: a chain goes up to its root. Null where there is none */
export function lastCertificate(pem: string): string | null {
  const all = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g)
  const last = all?.at(-1)
  return last === undefined ? null : `${last}\n`
}

/** @returns the root above the authority that a profile issues from, as PEM; null where it is not known or not to be seen */
export function useRootOf(profileId: number): string | null {
  const may = useMay('authority.read')
  const profile = useRead('profile.show', { profile: profileId })
  const authority = profile.data?.profile.authorityId ?? null
  const chain = useRead(
    'authority.export-chain',
    { authority: authority ?? 0, format: 'chain-pem' },
    { enabled: may && authority !== null }
  )
  return chain.data === undefined ? null : lastCertificate(window.atob(chain.data.file.base64))
}
