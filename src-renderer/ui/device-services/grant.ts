import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import type { ScepMethod } from '../../../src-shared/model/scep.ts'
import { useCommand } from '../../live.ts'
import { useLocale } from '../display/use-locale.ts'
import { subjectOf, typedName } from './bound-names.ts'
import { chosenValidity } from './validity-input.tsx'

/** A service that lets somebody in. */
export interface GrantingService {
  readonly protocol: DeviceProtocol | 'acme'
  readonly id: number
  readonly name: string
  readonly profileId: number
  readonly address: string | null
  readonly path: string
  /** How a device gets in by SCEP. */
  readonly method?: ScepMethod | undefined
}

/** Who is let in, and what bounds the certificates. */
export interface Grantee {
  /** In the operator's words; the user name for EST, the identifier of a registered device. */
  readonly name: string
  readonly names: readonly string[]
  readonly commonName: string
  readonly organization: string
  /** Minutes that the secret is good for; null takes what the service says. */
  readonly minutes: number | null
  /** Span that its certificates hold, e.g. `90d`; empty takes what the profile says. */
  readonly validity: string
  /** The certificate that it signs in with, in place of a secret. */
  readonly certificate?: string | undefined
}

/** What the device is given, this once. */
export interface Granted {
  readonly values: readonly { readonly label: string; readonly value: string }[]
  readonly secret: string | null
  readonly user: string
}

/** Lets a device in by what its protocol has: a challenge, a client, a credential. */
export function useGrant(): {
  readonly grant: (service: GrantingService, grantee: Grantee, onGranted: (granted: Granted) => void) => void
  readonly busy: boolean
  readonly error: unknown
} {
  const { t } = useTranslation('device-services')
  const locale = useLocale()
  const challenge = useCommand('scep.challenge')
  const register = useCommand('scep.device-register')
  const page = useCommand('scep.page-account')
  const est = useCommand('est.client-create')
  const cmp = useCommand('cmp.client-create')
  const eab = useCommand('acme.eab-create')
  const all = [challenge, register, page, est, cmp, eab]
  const value = (key: string, text: string): { label: string; value: string } => ({
    label: t(`once.${key}`),
    value: text
  })
  const until = (at: number | null): readonly { label: string; value: string }[] =>
    at === null ? [] : [value('expires', new Date(at).toLocaleString(locale))]

  const byScep = (service: GrantingService, grantee: Grantee, onGranted: (granted: Granted) => void): void => {
    const minutes = grantee.minutes === null ? {} : { minutes: grantee.minutes }
    const bound = {
      names: grantee.names.map(typedName),
      subject: subjectOf(grantee),
      ...chosenValidity(grantee.validity)
    }
    const shown = (made: { secret: string; address: string | null; path: string; expiresAt: number | null }): void => {
      onGranted({
        values: [value('address', made.address ?? made.path), value('secret', made.secret), ...until(made.expiresAt)],
        secret: made.secret,
        user: ''
      })
    }
    if (service.method === 'ndes') {
      page.mutate(
        { service: service.id, user: grantee.name },
        {
          onSuccess: (made) => {
            onGranted({
              values: [
                value('page', made.pageAddress ?? made.pagePath),
                value('user', made.user),
                value('password', made.password),
                value('address', service.address ?? service.path)
              ],
              secret: made.password,
              user: made.user
            })
          }
        }
      )
    } else if (service.method === 'device') {
      register.mutate(
        { service: service.id, identifier: grantee.name, ...bound, ...minutes },
        {
          onSuccess: (made) => {
            shown({ ...made, expiresAt: made.challenge.expiresAt })
          }
        }
      )
    } else {
      const kind = service.method === 'static' ? 'static' : 'one-time'
      challenge.mutate(
        // A shared challenge is for many devices and bound to none.
        {
          service: service.id,
          kind,
          label: grantee.name,
          ...(kind === 'static' ? {} : bound),
          ...minutes
        },
        {
          onSuccess: (made) => {
            shown({ ...made, expiresAt: made.challenge.expiresAt })
          }
        }
      )
    }
  }

  const grant = (service: GrantingService, grantee: Grantee, onGranted: (granted: Granted) => void): void => {
    const subject = subjectOf(grantee)
    const expires = grantee.minutes === null ? {} : { expires: Date.now() + grantee.minutes * 60_000 }
    const certificate = grantee.certificate === undefined ? {} : { certificate: grantee.certificate }
    switch (service.protocol) {
      case 'scep':
        byScep(service, grantee, onGranted)
        return
      case 'est':
        est.mutate(
          {
            service: service.id,
            name: grantee.name,
            names: [...grantee.names],
            ...(subject.length === 0 ? {} : { subject }),
            ...chosenValidity(grantee.validity),
            ...certificate,
            ...expires
          },
          {
            onSuccess: (made) => {
              onGranted({
                values: [
                  value('address', made.address ?? made.path),
                  value('user', made.client.name),
                  ...(made.password === null ? [] : [value('password', made.password)]),
                  ...until(made.client.expiresAt)
                ],
                secret: made.password,
                user: made.client.name
              })
            }
          }
        )
        return
      case 'cmp': {
        const alternativeNames = grantee.names.map(typedName)
        const bound = {
          ...(subject.length === 0 ? {} : { subject }),
          ...(alternativeNames.length === 0 ? {} : { alternativeNames }),
          ...chosenValidity(grantee.validity)
        }
        cmp.mutate(
          {
            service: service.id,
            name: grantee.name,
            ...(Object.keys(bound).length === 0 ? {} : { bound }),
            ...certificate,
            ...expires
          },
          {
            onSuccess: (made) => {
              onGranted({
                values: [
                  value('address', made.address ?? made.path),
                  ...(made.client.reference === null ? [] : [value('reference', made.client.reference)]),
                  ...(made.secret === null ? [] : [value('shared', made.secret)]),
                  ...until(made.client.expiresAt)
                ],
                secret: made.secret,
                user: made.client.reference ?? ''
              })
            }
          }
        )
        return
      }
      case 'acme':
        eab.mutate(
          {
            service: service.id,
            name: grantee.name,
            names: [...grantee.names],
            ...(subject.length === 0 ? {} : { subject }),
            ...chosenValidity(grantee.validity),
            ...expires
          },
          {
            onSuccess: (made) => {
              onGranted({
                values: [
                  value('address', made.directory ?? made.path),
                  value('keyId', made.credential.keyId),
                  value('hmacKey', made.hmacKey),
                  ...until(made.credential.expiresAt)
                ],
                secret: made.hmacKey,
                user: made.credential.keyId
              })
            }
          }
        )
    }
  }
  return {
    grant,
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null
  }
}
