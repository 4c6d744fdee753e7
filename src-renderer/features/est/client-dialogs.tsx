import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { EstClient, EstService } from '../../../src-shared/api/est.ts'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand } from '../../live.ts'
import { OnceDialog } from '../../ui/device-services/once-panel.tsx'
import { RevokeClientDialog } from '../../ui/device-services/revoke-client-dialog.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ClientForm } from './client-form.tsx'

export type ClientDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'rotate'; readonly client: EstClient }
  | { readonly kind: 'revoke'; readonly client: EstClient }

/** The one dialog that is open; after a new password, the password itself. */
export function ClientDialogs(props: {
  readonly service: EstService
  readonly shown: ClientDialog
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('est')
  const { service, shown, onClose } = props
  const [made, setMade] = useState<Output<'est.client-create'> | null>(null)
  if (made !== null)
    return (
      <OnceDialog
        title={t('client.once', { name: made.client.name })}
        values={[
          { label: t('device-services:once.address'), value: made.address ?? made.path },
          { label: t('device-services:once.user'), value: made.client.name },
          ...(made.password === null ? [] : [{ label: t('device-services:once.password'), value: made.password }])
        ]}
        secret={made.password}
        fileName={`${service.name}-${made.client.name}.txt`}
        onKept={onClose}
      />
    )
  if (shown.kind === 'create') return <ClientForm service={service} onMade={setMade} onClose={onClose} />
  if (shown.kind === 'rotate') return <Rotate client={shown.client} onMade={setMade} onClose={onClose} />
  return <RevokeClientDialog protocol="est" client={shown.client} onClose={onClose} />
}

function Rotate(props: {
  readonly client: EstClient
  readonly onMade: (made: Output<'est.client-create'>) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('est')
  const { client } = props
  const rotate = useCommand('est.client-rotate')
  // One that ended or is used up would stay so with another password.
  const more = {
    ...(client.state === 'expired' ? { expires: null } : {}),
    ...(client.state === 'used-up' ? { maxUses: null } : {})
  }
  return (
    <ConfirmDialog
      open
      title={t('client.rotation.title', { name: client.name })}
      consequence={t(`client.rotation.${client.state === 'active' ? 'consequence' : 'again'}`)}
      confirmLabel={t('client.rotate')}
      busy={rotate.isPending}
      error={rotate.error}
      onClose={props.onClose}
      onConfirm={() => {
        rotate.mutate({ id: client.id, ...more }, { onSuccess: props.onMade })
      }}
    />
  )
}
