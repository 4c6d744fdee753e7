import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import type { ScepService } from '../../../src-shared/api/scep.ts'
import { OnceDialog } from '../../ui/device-services/once-panel.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { SecretForm } from './secret-form.tsx'

/** Asks what a challenge is for, makes it, and shows it this once. */
export function SecretDialogs(props: {
  readonly service: ScepService
  /** Identifier of a registered device that it is for. */
  readonly device?: string | undefined
  readonly onClose: () => void
}): ReactElement {
  const [made, setMade] = useState<Output<'scep.challenge'> | null>(null)
  if (made === null) return <SecretForm {...props} onMade={setMade} />
  return <SecretOnce service={props.service} made={made} onKept={props.onClose} />
}

/** A challenge with everything else that the device is given. */
export function SecretOnce(props: {
  readonly service: ScepService
  readonly made: Output<'scep.challenge'>
  readonly onKept: () => void
}): ReactElement {
  const { t } = useTranslation('scep')
  const locale = useLocale()
  const { made, service } = props
  const { expiresAt } = made.challenge
  return (
    <OnceDialog
      title={t('secret.once', { name: service.name })}
      values={[
        { label: t('device-services:once.address'), value: made.address ?? made.path },
        { label: t('device-services:once.secret'), value: made.secret },
        ...(expiresAt === null
          ? []
          : [{ label: t('device-services:once.expires'), value: new Date(expiresAt).toLocaleString(locale) }]),
        ...(made.issuerFingerprint === null
          ? []
          : [{ label: t('device-services:once.fingerprint'), value: made.issuerFingerprint }])
      ]}
      secret={made.secret}
      fileName={`${service.name}-challenge.txt`}
      onKept={props.onKept}
    />
  )
}
