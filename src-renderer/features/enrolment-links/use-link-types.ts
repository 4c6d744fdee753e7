import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Choice } from '../../ui/form/select-input.tsx'
import type { LinkValues } from './link-schema.ts'

/** What can be chosen for a kind of device, and why not where nothing can. */
export interface LinkTypes {
  readonly choices: readonly Choice[]
  readonly blocked: { readonly apple: string | undefined; readonly file: string | undefined }
  /** Of what is chosen; null before a choice, and where the device's order decides how long it holds. */
  readonly profileId: number | null
  /** No service takes Apple devices, and whoever is signed in may add one. */
  readonly offerService: boolean
  /** The chosen profile does not let Chancery make keys. */
  readonly keyElsewhere: boolean
}

/** @returns the SCEP services with one-time challenges and the ACME services with attestation for Apple devices, and the profiles of people and devices for files */
export function useLinkTypes({ platform, profile, service }: LinkValues): LinkTypes {
  const { t } = useTranslation('enrolment-links')
  const mayServe = useMay('service.edit')
  const maySubmit = useMay('request.submit')
  const mayRead = useMay('profile.read')
  const services = useRead('scep.list', {}, { enabled: mayServe }).data?.services
  const acme = useRead('acme.list', {}, { enabled: mayServe }).data?.services
  const profiles = useRead('profile.list', {}, { enabled: mayRead }).data?.profiles
  const isApple = platform === 'apple'
  const chosen = useRead('profile.show', { profile: Number(profile) }, { enabled: !isApple && profile !== '' })
  const offered = (services ?? []).filter(
    ({ state, settings }) => state === 'enabled' && settings.methods.includes('one-time')
  )
  const attesting = (acme ?? []).filter(
    ({ state, eab, settings }) => state === 'enabled' && eab === 'none' && settings.attestationFormats.includes('apple')
  )
  const none = services !== undefined && acme !== undefined && offered.length + attesting.length === 0
  return {
    choices: isApple
      ? [
          ...offered.map(({ id, name, profileName }) => ({
            value: String(id),
            label: profileName,
            hint: t('field.service', { service: name })
          })),
          ...attesting.map(({ id, name, profileName }) => ({
            value: `acme:${id}`,
            label: profileName,
            hint: t('field.acmeService', { service: name })
          }))
        ]
      : (profiles ?? [])
          .filter(({ state, authorityId, certificateClass }) => {
            return state === 'enabled' && authorityId !== null && certificateClass === 'end-entity'
          })
          .map(({ id, name, description }) => ({ value: String(id), label: name, hint: description })),
    blocked: {
      apple: !mayServe ? t('step.mayNot') : none ? t('step.noService') : undefined,
      file: maySubmit && mayRead ? undefined : t('step.mayNot')
    },
    profileId: (isApple ? offered.find(({ id }) => String(id) === service)?.profileId : Number(profile)) || null,
    offerService: mayServe && none,
    keyElsewhere: !isApple && chosen.data !== undefined && !chosen.data.profile.content.keyByChancery
  }
}
